using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Abstractions.Threads;

/// <summary>
/// Reads that must be right: each answer is one snapshot of PostgreSQL's primary, with a constant number of queries.
/// A stateless worker; use key 0.
/// </summary>
[Alias("chat.IThreadReaderGrain")]
public interface IThreadReaderGrain : IGrainWithIntegerKey
{
    /// <summary>Catch-up; see <see cref="SyncQuery"/>.</summary>
    [Alias("Sync")]
    Task<Result<SyncAnswer>> SyncAsync(UserId caller, SyncQuery query);

    /// <summary>The caller, with the active thread as <see cref="SyncAsync"/> states it.</summary>
    [Alias("GetMe")]
    Task<Result<Me>> GetMeAsync(UserId caller);

    /// <summary>A page of messages at constant cost, however long the thread.</summary>
    [Alias("GetHistory")]
    Task<Result<HistoryPage>> GetHistoryAsync(UserId caller, ThreadId threadId, HistoryQuery query);

    /// <summary>The caller's threads, newest activity first.</summary>
    [Alias("List")]
    Task<Result<ThreadPage>> ListAsync(UserId caller, int limit, string? cursor);

    /// <summary>One thread of the caller's.</summary>
    [Alias("Get")]
    Task<Result<ThreadView>> GetAsync(UserId caller, ThreadId threadId);

    /// <summary>Presence of those among <paramref name="userIds"/> who share a thread with the caller; others are left out.</summary>
    [Alias("GetPresence")]
    Task<ImmutableArray<PresenceView>> GetPresenceAsync(UserId caller, ImmutableArray<UserId> userIds);

    /// <summary>
    /// What each of <paramref name="viewers"/> may see of a user's presence; those who share no thread with the user are
    /// left out.
    /// </summary>
    [Alias("GetSights")]
    Task<ImmutableArray<Sight>> GetSightsAsync(UserId userId, ImmutableArray<UserId> viewers);
}
