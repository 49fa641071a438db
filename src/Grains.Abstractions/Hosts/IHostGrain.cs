using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Abstractions.Hosts;

/// <summary>
/// What host applications do with the product: bring their own users, and act through their servers, in nobody's name. A
/// stateless worker; use key 0. Where the database went away every call answers <see cref="RefusalCode.Unavailable"/>;
/// each may be repeated then.
/// </summary>
[Alias("chat.IHostGrain")]
public interface IHostGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// The account of a host's user, made at first sight: of calls at the same time, on whatever gateway, one makes it and
    /// all get it. What is there stays as it is. <see cref="RefusalCode.HandleTaken"/> when it has to be made and somebody
    /// else has each of the handles.
    /// </summary>
    [Alias("TakeUser")]
    Task<Result<HostedUser>> TakeUserAsync(HostUser user);

    /// <summary>Ends all sessions of a user; their connections close. Nothing happens for a user who has none, or is nobody.</summary>
    [Alias("EndSessions")]
    Task<Result<Nothing>> EndSessionsAsync(UserId userId);

    /// <summary>The key with this id; <see cref="RefusalCode.Unauthenticated"/> when it is unknown or revoked, or has another secret.</summary>
    [Alias("FindKey")]
    Task<Result<HostKey>> FindKeyAsync(string keyId, byte[] secretHash);

    /// <summary>
    /// Opens the thread of two users, named by handle or id, under the rules for openings by the first of them: so
    /// <see cref="RefusalCode.SelfBusy"/> speaks of the first, <see cref="RefusalCode.PeerBusy"/> of the second.
    /// </summary>
    [Alias("OpenThread")]
    Task<Result<OpenedHostThread>> OpenThreadAsync(string first, string second);

    /// <summary>Ends the active phase for both. Closing what is closed changes nothing.</summary>
    [Alias("CloseThread")]
    Task<Result<HostThread>> CloseThreadAsync(ThreadId threadId);

    /// <summary>A thread.</summary>
    [Alias("GetThread")]
    Task<Result<HostThread>> GetThreadAsync(ThreadId threadId);

    /// <summary>A page of a thread's messages.</summary>
    [Alias("GetHistory")]
    Task<Result<HistoryPage>> GetHistoryAsync(ThreadId threadId, HistoryQuery query);

    /// <summary>The oldest events that webhooks' endpoints would not take.</summary>
    /// <param name="limit">1 to <see cref="DeadLetters.MaxLimit"/>.</param>
    [Alias("ListDeadLetters")]
    Task<Result<DeadLetters>> ListDeadLettersAsync(int limit);

    /// <summary>Has dead letters tried once more; what is taken leaves the list. Repeating changes nothing.</summary>
    [Alias("Replay")]
    Task<Result<ReplayCount>> ReplayAsync(DeadLetterFilter filter);
}
