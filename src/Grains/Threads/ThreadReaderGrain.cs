using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Storage;
using Orleans.Concurrency;

namespace ChatOrleans.Grains.Threads;

/// <summary>Reads from PostgreSQL, never from the memory of a grain that may be a woken zombie.</summary>
[StatelessWorker, Reentrant] // Without state of its own; each read is a snapshot that no other call changes.
internal sealed class ThreadReaderGrain(ThreadReader reader, TimeProvider time) : Grain, IThreadReaderGrain
{
    public async Task<Result<SyncAnswer>> SyncAsync(UserId caller, SyncQuery query)
    {
        if (!PageCursor.TryParse(query.Page, out var page))
        {
            return Refusal.InvalidArgument("page", "This is no nextPage of an earlier answer.");
        }

        return await OutageGuard.RunAsync(async () =>
        {
            var (claims, snapshot) = await ReadReconciledAsync(caller, () => reader.SyncAsync(caller, query, page), read => read.Me);
            return snapshot is null ? (Result<SyncAnswer>)Refusal.UserNotFound() : Answer(caller, query, claims, snapshot);
        });
    }

    public Task<Result<Me>> GetMeAsync(UserId caller) => OutageGuard.RunAsync(async () =>
    {
        var (claims, me) = await ReadReconciledAsync(caller, () => reader.GetMeAsync(caller), read => read);
        return me is null ? (Result<Me>)Refusal.UserNotFound() : Show(caller, claims, me);
    });

    public Task<Result<HistoryPage>> GetHistoryAsync(UserId caller, ThreadId threadId, HistoryQuery query) =>
        OutageGuard.RunAsync(() => reader.GetHistoryAsync(caller, threadId, query));

    public Task<Result<ThreadPage>> ListAsync(UserId caller, int limit, string? cursor, bool? archived) =>
        PageCursor.TryParse(cursor, out var page)
            ? OutageGuard.RunAsync(async () => (Result<ThreadPage>)await reader.ListAsync(caller, limit, page, archived))
            : Task.FromResult<Result<ThreadPage>>(PageCursor.Malformed());

    public Task<Result<ThreadView>> GetAsync(UserId caller, ThreadId threadId) =>
        OutageGuard.RunAsync(() => reader.GetAsync(caller, threadId));

    public Task<ImmutableArray<PresenceView>> GetPresenceAsync(UserId caller, ImmutableArray<UserId> userIds) =>
        reader.GetPresenceAsync(caller, userIds);

    public Task<ImmutableArray<Sight>> GetSightsAsync(UserId userId, ImmutableArray<UserId> viewers) =>
        reader.GetSightsAsync(userId, viewers);

    // Reads again after claims that disagreed with the log were put right.
    private async Task<(ImmutableArray<Claim> Claims, T? Read)> ReadReconciledAsync<T>(
        UserId caller, Func<Task<T?>> readAsync, Func<T, MeSnapshot> meOf)
        where T : class
    {
        var user = GrainFactory.GetGrain<IUserGrain>(caller.Value);
        var claims = await user.GetClaimsAsync();
        var read = await readAsync();
        if (read is not null && await ReconciledAsync(claims, meOf(read).Active))
        {
            claims = await user.GetClaimsAsync();
            read = await readAsync();
        }

        return (claims, read);
    }

    // Claims that disagree with the log are left over from a crash, or an opening is under way this very moment: their
    // thread knows. True when one was asked.
    private async Task<bool> ReconciledAsync(ImmutableArray<Claim> claims, List<ThreadId> active)
    {
        var asked = false;
        foreach (var claim in claims)
        {
            var old = time.GetUtcNow() - claim.At > TimeSpan.FromSeconds(2);
            if (claim.Confirmed ? !active.Contains(claim.ThreadId) : old)
            {
                await GrainFactory.GetGrain<IThreadGrain>(claim.ThreadId.Value).ReconcileAsync();
                asked = true;
            }
        }

        foreach (var threadId in active)
        {
            if (!claims.Any(claim => claim.ThreadId == threadId))
            {
                await GrainFactory.GetGrain<IThreadGrain>(threadId.Value).ReconcileAsync();
                asked = true;
            }
        }

        return asked;
    }

    private static SyncAnswer Answer(UserId caller, SyncQuery query, ImmutableArray<Claim> claims, SyncSnapshot snapshot)
    {
        var foreign = query.Epoch is not null && query.Epoch != snapshot.Me.Epoch;
        var events = ImmutableDictionary.CreateBuilder<string, ImmutableArray<ThreadEvent>>();
        var states = ImmutableDictionary.CreateBuilder<string, SyncState>();
        var more = snapshot.Page.NextCursor is not null;
        foreach (var thread in snapshot.CaughtUp)
        {
            var state = foreign ? SyncState.Reset : thread.State;
            var id = thread.ThreadId.ToString();
            states[id] = state;
            more |= state == SyncState.More;
            if (state != SyncState.Reset)
            {
                events[id] = [.. thread.Events];
            }
        }

        return new SyncAnswer
        {
            Epoch = snapshot.Me.Epoch,
            Me = Show(caller, claims, snapshot.Me),
            Threads = snapshot.Page.Threads,
            Events = events.ToImmutable(),
            States = states.ToImmutable(),
            Status = foreign ? SyncState.Reset : more ? SyncState.More : SyncState.Complete,
            NextPage = snapshot.Page.NextCursor,
        };
    }

    private static Me Show(UserId caller, ImmutableArray<Claim> claims, MeSnapshot me) => new()
    {
        UserId = caller,
        Handle = me.Handle,
        DisplayName = me.DisplayName,
        ActiveThreadId = ActiveThread(claims, me.Active),
    };

    // Active by the log and confirmed by the user: only then is it where the user is sent back to.
    private static ThreadId? ActiveThread(ImmutableArray<Claim> claims, List<ThreadId> active)
    {
        foreach (var threadId in active)
        {
            if (claims.Any(claim => claim.ThreadId == threadId && claim.Confirmed))
            {
                return threadId;
            }
        }

        return null;
    }
}
