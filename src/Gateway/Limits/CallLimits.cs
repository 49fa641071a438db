using ChatOrleans.Grains.Abstractions.Users;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Limits;

/// <summary>The limits of calls that are neither sends nor openings.</summary>
internal sealed class CallLimits(IOptions<LimitOptions> options, TimeProvider time, LimitExchange? exchange = null)
{
    public TokenBuckets<ClientAddress> Registration { get; } =
        SharedBuckets.Of<ClientAddress>("Registration", options.Value.Registration, time, exchange, LimitKey.Write);

    public TokenBuckets<NameKey> RegistrationHandle { get; } =
        SharedBuckets.Of<NameKey>("RegistrationHandle", options.Value.RegistrationHandle, time, exchange, LimitKey.Write);

    public TokenBuckets<ClientAddress> Login { get; } =
        SharedBuckets.Of<ClientAddress>("Login", options.Value.Login, time, exchange, LimitKey.Write);

    public TokenBuckets<ClientAddress> PasswordReset { get; } =
        SharedBuckets.Of<ClientAddress>("PasswordReset", options.Value.PasswordReset, time, exchange, LimitKey.Write);

    public TokenBuckets<NameKey> PasswordResetName { get; } =
        SharedBuckets.Of<NameKey>("PasswordResetName", options.Value.PasswordResetName, time, exchange, LimitKey.Write);

    /// <summary>Calls with the caller's own password, which somebody with a stolen token would guess at.</summary>
    public TokenBuckets<UserId> PasswordCheck { get; } =
        SharedBuckets.Of<UserId>("PasswordCheck", options.Value.PasswordCheck, time, exchange, LimitKey.Write);

    public TokenBuckets<UserId> Sessions { get; } =
        SharedBuckets.Of<UserId>("Sessions", options.Value.Sessions, time, exchange, LimitKey.Write);

    public TokenBuckets<UserId> Search { get; } =
        SharedBuckets.Of<UserId>("Search", options.Value.Search, time, exchange, LimitKey.Write);

    public TokenBuckets<UserId> MessageSearch { get; } =
        SharedBuckets.Of<UserId>("MessageSearch", options.Value.MessageSearch, time, exchange, LimitKey.Write);

    public TokenBuckets<UserId> Admin { get; } =
        SharedBuckets.Of<UserId>("Admin", options.Value.Admin, time, exchange, LimitKey.Write);

    public TokenBuckets<UserId> Uploads { get; } =
        SharedBuckets.Of<UserId>("Uploads", options.Value.Uploads, time, exchange, LimitKey.Write);
}
