using ChatOrleans.Gateway.Startup;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Accounts;

internal sealed class PasswordOptionsValidator : IValidateOptions<PasswordOptions>
{
    private const int MaxThreads = 64;
    private const int MaxCapacity = 10_000;

    public ValidateOptionsResult Validate(string? name, PasswordOptions options)
    {
        var errors = new List<string>();
        var bounds = new OptionBounds(PasswordOptions.Section, errors);
        bounds.Check(nameof(options.Threads), options.Threads, 1, MaxThreads);
        bounds.Check(nameof(options.QueueCapacity), options.QueueCapacity, 1, MaxCapacity);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
