using ChatOrleans.Grains.Settings;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Retention;

internal sealed class RetentionOptionsValidator : IValidateOptions<RetentionOptions>
{
    private const int MaxDays = 36_500;

    public ValidateOptionsResult Validate(string? name, RetentionOptions options)
    {
        List<string> errors = [];
        var bounds = new OptionBounds(RetentionOptions.Section, errors);
        bounds.Check(nameof(options.MessageDays), options.MessageDays, 0, MaxDays);
        bounds.Check(nameof(options.ReportDays), options.ReportDays, 0, MaxDays);
        bounds.Check(nameof(options.JobDays), options.JobDays, 1, MaxDays);
        bounds.Check(nameof(options.Pause), options.Pause, TimeSpan.FromSeconds(1), TimeSpan.FromDays(7));
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
