using ChatOrleans.Grains.Abstractions.Hosts;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Storage;
using ChatOrleans.Grains.Webhooks;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace ChatOrleans.Grains.Hosts;

/// <summary>Reentrant because it has no state to guard: one slow statement must not hold up the next caller.</summary>
[StatelessWorker, Reentrant]
internal sealed class HostGrain(
    HostUserStore users, HostKeyStore keys, HostThreads threads, DeadLetterStore dead, ILogger<HostGrain> logger) : Grain, IHostGrain
{
    public Task<Result<HostedUser>> TakeUserAsync(HostUser user) =>
        GuardAsync<HostedUser>(async () => await users.FindOrCreateAsync(user) is { } found
            ? found
            : new Refusal { Code = RefusalCode.HandleTaken, Message = "This handle belongs to somebody else.", Field = "handle" });

    public Task<Result<Nothing>> EndSessionsAsync(UserId userId) =>
        GuardAsync<Nothing>(async () =>
        {
            await users.EndSessionsAsync(userId);
            return Nothing.Value;
        });

    public Task<Result<HostKey>> FindKeyAsync(string keyId, byte[] secretHash) =>
        GuardAsync<HostKey>(async () => await keys.FindAsync(keyId, secretHash) is { } key
            ? key
            : new Refusal { Code = RefusalCode.Unauthenticated, Message = "The key is unknown or revoked." });

    public Task<Result<OpenedHostThread>> OpenThreadAsync(string first, string second) =>
        GuardAsync(() => threads.OpenAsync(first, second));

    public Task<Result<HostThread>> CloseThreadAsync(ThreadId threadId) => GuardAsync(() => threads.CloseAsync(threadId));

    public Task<Result<HostThread>> GetThreadAsync(ThreadId threadId) => GuardAsync(() => threads.GetAsync(threadId));

    public Task<Result<HistoryPage>> GetHistoryAsync(ThreadId threadId, HistoryQuery query) =>
        GuardAsync(() => threads.GetHistoryAsync(threadId, query));

    public Task<Result<DeadLetters>> ListDeadLettersAsync(int limit) =>
        GuardAsync<DeadLetters>(async () => await dead.ListAsync(Math.Clamp(limit, 1, DeadLetters.MaxLimit)));

    public Task<Result<ReplayCount>> ReplayAsync(DeadLetterFilter filter) =>
        GuardAsync<ReplayCount>(async () => new ReplayCount { Replaying = await dead.ReplayAsync(filter) });

    private Task<Result<T>> GuardAsync<T>(Func<Task<Result<T>>> body)
        where T : class => OutageGuard.RunAsync(logger, body);
}
