using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Users;

internal sealed class ConversationOptionsValidator : IValidateOptions<ConversationOptions>
{
    public ValidateOptionsResult Validate(string? name, ConversationOptions options) =>
        options.MaxActiveThreads is >= 0 and <= 100_000
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Chat:MaxActiveThreads must be 0 (no limit) to 100,000.");
}
