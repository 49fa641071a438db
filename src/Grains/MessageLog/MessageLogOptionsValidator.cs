using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.MessageLog;

internal sealed class MessageLogOptionsValidator : IValidateOptions<MessageLogOptions>
{
    public ValidateOptionsResult Validate(string? name, MessageLogOptions options)
    {
        List<string> errors = [];
        Require(options.Writers is >= 1 and <= 16, "Writers must be 1 to 16");
        Require(options.BatchRows is >= 1 and <= 10_000, "BatchRows must be 1 to 10,000");
        Require(options.QueueLimit is >= 100 and <= 1_000_000, "QueueLimit must be 100 to 1,000,000");
        Require(
            options.QueueDelay >= TimeSpan.FromMilliseconds(10) && options.QueueDelay <= TimeSpan.FromSeconds(60),
            "QueueDelay must be 10 ms to 60 s");
        Require(
            options.CommandTimeout >= TimeSpan.FromSeconds(1) && options.CommandTimeout <= TimeSpan.FromSeconds(60),
            "CommandTimeout must be 1 to 60 s");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Require(bool holds, string rule)
        {
            if (!holds)
            {
                errors.Add($"{MessageLogOptions.Section}:{rule}.");
            }
        }
    }
}
