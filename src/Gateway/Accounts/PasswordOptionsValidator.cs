using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Accounts;

internal sealed class PasswordOptionsValidator : IValidateOptions<PasswordOptions>
{
    private const int MaxThreads = 64;
    private const int MaxCapacity = 10_000;

    public ValidateOptionsResult Validate(string? name, PasswordOptions options)
    {
        var errors = new List<string>();
        if (options.Threads is < 1 or > MaxThreads)
        {
            errors.Add($"{PasswordOptions.Section}:Threads is {options.Threads}; it must be 1 to {MaxThreads}.");
        }

        if (options.QueueCapacity is < 1 or > MaxCapacity)
        {
            errors.Add($"{PasswordOptions.Section}:QueueCapacity is {options.QueueCapacity}; it must be 1 to {MaxCapacity}.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
