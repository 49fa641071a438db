using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Storage;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace ChatOrleans.Grains.Accounts;

/// <summary>Reentrant because it has no state to guard: one slow statement must not hold up the next caller.</summary>
[StatelessWorker, Reentrant]
internal sealed partial class AccountGrain(
    AccountStore accounts,
    SessionStore sessions,
    ProtectionKeyStore keys,
    SessionPurge purge,
    Departures departures,
    ILogger<AccountGrain> logger) : Grain, IAccountGrain
{
    private const int RetryAfterMs = 1_000;

    public Task<Result<Profile>> RegisterAsync(Registration registration, NewSession session) =>
        GuardAsync<Profile>(async () => await accounts.RegisterAsync(registration, session) is { } profile
            ? profile
            : new Refusal { Code = RefusalCode.HandleTaken, Message = "This handle belongs to somebody else.", Field = "handle" });

    public Task<Result<Credentials>> FindCredentialsAsync(string handle) =>
        GuardAsync<Credentials>(async () =>
            HandleForm.IsWellFormed(handle) && await accounts.FindCredentialsAsync(handle) is { } credentials
                ? credentials
                : Refusal.UserNotFound());

    public Task<Result<Nothing>> CreateSessionAsync(UserId userId, NewSession session) =>
        GuardAsync<Nothing>(async () =>
        {
            if (await sessions.CreateAsync(userId, session) is { } refusal)
            {
                return refusal;
            }

            if (session.Reactivates)
            {
                await departures.TellAsync(userId);
            }

            return Nothing.Value;
        });

    public Task<Result<Profile>> RefreshAsync(Rotation rotation) =>
        GuardAsync<Profile>(async () =>
        {
            if (await sessions.RotateAsync(rotation) is { } profile)
            {
                return profile;
            }

            if (await sessions.RevokeReusedAsync(rotation))
            {
                LogRefreshTokenReused(logger, rotation.SessionId);
            }

            return Unauthenticated("The refresh token is used up, or its session has ended.");
        });

    public Task<Result<Nothing>> RevokeSessionAsync(Guid sessionId) =>
        GuardAsync<Nothing>(async () =>
        {
            await sessions.RevokeAsync(sessionId);
            return Nothing.Value;
        });

    public Task<Result<EndedSessions>> GetEndedSessionsAsync(DateTimeOffset? since) =>
        GuardAsync<EndedSessions>(async () =>
        {
            var ended = await sessions.ReadEndedAsync(since);
            // Gateways ask every second and no user waits for it: the place to tidy up.
            await purge.RunWhenDueAsync();
            return ended;
        });

    public Task<Result<Nothing>> SpendTicketAsync(SpentTicket ticket) =>
        GuardAsync<Nothing>(async () => await sessions.SpendTicketAsync(ticket)
            ? Nothing.Value
            : Unauthenticated("The ticket is used up, or its session has ended."));

    public Task<Result<PeoplePage>> SearchAsync(string query, int limit, UserId caller) =>
        GuardAsync<PeoplePage>(async () => new PeoplePage
        {
            // The database could not even compare U+0000.
            Users = query.Contains('\0', StringComparison.Ordinal)
                ? []
                : await accounts.SearchAsync(caller, query, Math.Clamp(limit, 1, PeopleSearch.MaxLimit)),
        });

    public Task<Result<Findability>> GetFindableAsync(UserId userId) =>
        GuardAsync<Findability>(async () => await accounts.IsFindableAsync(userId) is { } findable
            ? new Findability { Findable = findable }
            : Refusal.UserNotFound());

    public Task<Result<Findability>> SetFindableAsync(UserId userId, bool findable) =>
        GuardAsync<Findability>(async () => await accounts.SetFindableAsync(userId, findable)
            ? new Findability { Findable = findable }
            : Refusal.UserNotFound());

    public Task<Result<ProtectionKeys>> GetProtectionKeysAsync() =>
        GuardAsync<ProtectionKeys>(async () => await keys.ReadAsync());

    public Task<Result<Nothing>> StoreProtectionKeyAsync(ProtectionKey key) =>
        GuardAsync<Nothing>(async () =>
        {
            await keys.StoreAsync(key);
            return Nothing.Value;
        });

    public Task<Result<Nothing>> PingAsync() =>
        GuardAsync<Nothing>(async () => await accounts.PingAsync() ? Nothing.Value : Refusal.Unavailable(RetryAfterMs));

    private static Refusal Unauthenticated(string message) => new() { Code = RefusalCode.Unauthenticated, Message = message };

    private Task<Result<T>> GuardAsync<T>(Func<Task<Result<T>>> body)
        where T : class => OutageGuard.RunAsync(logger, body);
}
