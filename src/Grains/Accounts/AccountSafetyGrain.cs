using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Mail;
using ChatOrleans.Grains.Storage;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace ChatOrleans.Grains.Accounts;

/// <summary>Reentrant because it has no state to guard: one slow statement must not hold up the next caller.</summary>
[StatelessWorker, Reentrant]
internal sealed class AccountSafetyGrain(
    PasswordStore passwords,
    DeviceStore devices,
    MailQueue mails,
    Departures departures,
    ILogger<AccountSafetyGrain> logger) : Grain, IAccountSafetyGrain
{
    public Task<Result<Credentials>> GetCredentialsAsync(UserId userId) =>
        GuardAsync<Credentials>(async () =>
            await passwords.FindCredentialsAsync(userId) is { } credentials ? credentials : Refusal.UserNotFound());

    public Task<Result<SessionIds>> ChangePasswordAsync(PasswordChange change) =>
        GuardAsync<SessionIds>(async () => await passwords.ChangeAsync(change) is { } ended
            ? Told(ended)
            : Refusal.InvalidCredentials());

    public Task<Result<Nothing>> RequestResetAsync(Guid requestId, string name) =>
        GuardAsync<Nothing>(async () => await mails.QueueRequestAsync(requestId, name) is { } refusal ? refusal : Nothing.Value);

    public Task<Result<Nothing>> CheckResetAsync(byte[] tokenHash) =>
        GuardAsync<Nothing>(async () => await passwords.FindResetAsync(tokenHash, newHash: null) is null
            ? VoidToken()
            : Nothing.Value);

    public Task<Result<SessionIds>> ResetPasswordAsync(byte[] tokenHash, string passwordHash) =>
        GuardAsync<SessionIds>(async () => await passwords.ResetAsync(tokenHash, passwordHash) is { } ended
            ? Told(ended)
            : VoidToken());

    public Task<Result<SessionPage>> GetSessionsAsync(UserId userId) =>
        GuardAsync<SessionPage>(async () => await devices.ReadAsync(userId));

    public Task<Result<Nothing>> EndSessionAsync(UserId userId, Guid sessionId) =>
        GuardAsync<Nothing>(async () => await devices.EndAsync(userId, sessionId)
            ? Nothing.Value
            : new Refusal { Code = RefusalCode.SessionNotFound, Message = "You have no session with this id." });

    public Task<Result<SessionIds>> EndOtherSessionsAsync(UserId userId, Guid kept) =>
        GuardAsync<SessionIds>(async () => await passwords.EndOthersAsync(userId, kept));

    public Task<Result<SessionIds>> DeactivateAsync(UserId userId, string verifiedHash) =>
        GuardAsync<SessionIds>(async () =>
        {
            if (await passwords.DeactivateAsync(userId, verifiedHash) is not { } ended)
            {
                return Refusal.InvalidCredentials();
            }

            await departures.TellAsync(userId);
            return ended;
        });

    private static Refusal VoidToken() =>
        new() { Code = RefusalCode.Unauthenticated, Message = "The token is unknown, used up or too old." };

    private SessionIds Told(SessionIds ended)
    {
        mails.Wake();
        return ended;
    }

    private Task<Result<T>> GuardAsync<T>(Func<Task<Result<T>>> body)
        where T : class => OutageGuard.RunAsync(logger, body);
}
