using ChatOrleans.Gateway.Startup;
using ChatOrleans.Telemetry.Networks;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Limits;

internal sealed class LimitOptionsValidator : IValidateOptions<LimitOptions>
{
    private const int MaxConnections = 10_000;

    public ValidateOptionsResult Validate(string? name, LimitOptions options)
    {
        var errors = new List<string>(
            NetworkSet.ErrorsOf($"{LimitOptions.Section}:{nameof(options.ExemptNetworks)}", options.ExemptNetworks));
        Check(nameof(options.Registration), options.Registration);
        Check(nameof(options.RegistrationHandle), options.RegistrationHandle);
        Check(nameof(options.Login), options.Login);
        Check(nameof(options.LoginPair), options.LoginPair);
        Check(nameof(options.LoginHandle), options.LoginHandle);
        Check(nameof(options.PasswordReset), options.PasswordReset);
        Check(nameof(options.PasswordResetName), options.PasswordResetName);
        Check(nameof(options.PasswordCheck), options.PasswordCheck);
        Check(nameof(options.Sessions), options.Sessions);
        Check(nameof(options.Export), options.Export);
        Check(nameof(options.Opening), options.Opening);
        Check(nameof(options.OpeningPair), options.OpeningPair);
        Check(nameof(options.Search), options.Search);
        Check(nameof(options.MessageSearch), options.MessageSearch);
        Check(nameof(options.Admin), options.Admin);
        Check(nameof(options.Uploads), options.Uploads);
        Check(nameof(options.Sends), options.Sends);
        Check(nameof(options.SendLookups), options.SendLookups);
        new OptionBounds(LimitOptions.Section, errors)
            .Check(nameof(options.ConnectionsPerUser), options.ConnectionsPerUser, 1, MaxConnections);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Check(string key, RateOptions rate) => RateBounds.Check($"{LimitOptions.Section}:{key}", rate, errors);
    }
}
