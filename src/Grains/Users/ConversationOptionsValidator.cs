using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Users;

internal sealed class ConversationOptionsValidator : IValidateOptions<ConversationOptions>
{
    public ValidateOptionsResult Validate(string? name, ConversationOptions options)
    {
        List<string> errors = [];
        if (options.MaxActiveThreads is < 0 or > 100_000)
        {
            errors.Add("Chat:MaxActiveThreads must be 0 (no limit) to 100,000.");
        }

        if (options.ReopenCooldown < TimeSpan.Zero || options.ReopenCooldown > ConversationOptions.MaxReopenCooldown)
        {
            errors.Add("Chat:ReopenCooldown must be 00:00:00 to 7.00:00:00.");
        }

        if (options.ReportsPerHour is < 1 or > 10_000)
        {
            errors.Add("Chat:ReportsPerHour must be 1 to 10,000.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
