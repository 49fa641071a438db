using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Delivery;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Users;
using Orleans.Concurrency;

namespace ChatOrleans.Grains.Abstractions.Threads;

/// <summary>
/// One conversation of two people, keyed by <see cref="ThreadId"/>: its members, its order, its active phase.
/// Every call names its caller, whom the gateway has authenticated; callers who are not members are refused with
/// <see cref="RefusalCode.NotAMember"/>, unknown ids with <see cref="RefusalCode.ThreadNotFound"/>.
/// </summary>
[Alias("chat.IThreadGrain")]
public interface IThreadGrain : IGrainWithGuidKey
{
    /// <summary>
    /// Opens the thread: claims both members, stores <c>opened</c>, confirms the claims. All or nothing; opening what is
    /// open changes nothing. With <paramref name="closeCurrent"/> and a caller who is busy, the answer asks for
    /// <see cref="OpenStep.CloseFirst"/> and the claims are held for 10 s.
    /// </summary>
    [Alias("Open")]
    Task<Result<OpenStep>> OpenAsync(UserId caller, bool closeCurrent);

    /// <summary>Completes an opening whose caller has closed <see cref="OpenStep.CloseFirst"/>.</summary>
    [Alias("CommitOpen")]
    Task<Result<OpenStep>> CommitOpenAsync(UserId caller, Guid attemptId);

    /// <summary>Gives up an opening and frees what it claimed. Nothing happens when the attempt is over.</summary>
    [Alias("AbortOpen")]
    Task AbortOpenAsync(Guid attemptId);

    /// <summary>Ends the active phase for both and frees both. Closing what is closed changes nothing.</summary>
    [Alias("Close")]
    Task<Result<ThreadView>> CloseAsync(UserId caller);

    /// <summary>
    /// Stores messages, in the order given, and answers each once it is durable. A retry of what is stored gets the
    /// first answer, whatever else would refuse it. Calls interleave: the checks run against committed state plus what
    /// is in flight, the answers come from committed state in <c>seq</c> order.
    /// </summary>
    [AlwaysInterleave, Alias("Send")]
    Task<ImmutableArray<Result<SendAck>>> SendAsync(UserId sender, ImmutableArray<SendCommand> commands);

    /// <summary>The first answer of a message stored earlier, or <paramref name="refusal"/> when there is none; stores nothing.</summary>
    [AlwaysInterleave, Alias("FindSent")]
    Task<Result<SendAck>> FindSentAsync(UserId sender, SendCommand command, Refusal refusal);

    /// <summary>
    /// Edits, deletes or reacts to a message, and answers once that is durable. A retry of what is stored gets the first
    /// answer, whatever else would refuse it. What is so already (a reaction that is there, or gone; a message that is
    /// deleted) stores nothing, and is answered as a duplicate of the event that made it so. One change of a thread is
    /// decided at a time, in the order of these calls; messages don't wait for it.
    /// </summary>
    [AlwaysInterleave, Alias("Change")]
    Task<Result<SendAck>> ChangeAsync(UserId sender, ChangeCommand command);

    /// <summary>The first answer of a change stored earlier, or <paramref name="refusal"/> when there is none; stores nothing.</summary>
    [AlwaysInterleave, Alias("FindChanged")]
    Task<Result<SendAck>> FindChangedAsync(UserId sender, ChangeCommand command, Refusal refusal);

    /// <summary>Raises the caller's watermarks; the answer comes after they are stored. Reading implies delivery.</summary>
    [AlwaysInterleave, Alias("Mark")]
    Task<Result<Watermarks>> MarkAsync(UserId caller, long deliveredSeq, long readSeq);

    /// <summary>
    /// Raises the caller's delivered watermark to what catching up says has arrived. Where that raises nothing it costs
    /// no statement; nothing is promised to the caller.
    /// </summary>
    [AlwaysInterleave, Alias("ImplyDelivered")]
    Task ImplyDeliveredAsync(UserId caller, long deliveredSeq);

    /// <summary>Shows or hides the caller's typing to the peer; it ends by itself after 6 s.</summary>
    [AlwaysInterleave, Alias("SetTyping")]
    Task<Result<Nothing>> SetTypingAsync(UserId caller, bool typing);

    /// <summary>
    /// Tells the thread where a member's connections are. After it returns, every event committed later is pushed to
    /// these gateways. A route with a lower version than the known one is ignored; so is that of a stranger.
    /// </summary>
    [AlwaysInterleave, Alias("SetRoute")]
    Task SetRouteAsync(UserId member, Route route);

    /// <summary>
    /// Archives the thread for the caller, or brings it back. Stored before the answer; repeating changes nothing. The
    /// caller's devices are told. A message that comes later brings it back by itself.
    /// </summary>
    [Alias("Archive")]
    Task<Result<ThreadView>> ArchiveAsync(UserId caller, bool archived);

    /// <summary>
    /// Makes the two members' claims agree with the log: an active thread's claims are confirmed, an inactive one's
    /// released. Whoever meets a claim that looks stale calls this.
    /// </summary>
    [Alias("Reconcile")]
    Task ReconcileAsync();

    /// <summary>
    /// Stores a message from the host application, once for each <see cref="SendCommand.ClientMessageId"/>. Only an active
    /// thread takes one. It counts as unread for nobody.
    /// </summary>
    [Alias("PostSystem")]
    Task<Result<SendAck>> PostSystemAsync(SendCommand command);

    /// <summary>Ends the active phase for both, in nobody's name. Closing what is closed changes nothing.</summary>
    [Alias("CloseForHost")]
    Task<Result<Nothing>> CloseForHostAsync();

    /// <summary>
    /// Brings the thread in line with who of its members has blocked the other and who is gone, as the accounts say now:
    /// where either is so, the phase ends, both are free, and none begins until it is so no longer. Stored before the
    /// answer; repeating finishes what an earlier call has begun.
    /// </summary>
    [Alias("Enforce")]
    Task<Result<Nothing>> EnforceAsync();

    /// <summary>
    /// Mutes the thread for the caller until a moment (<see cref="ThreadView.ForEver"/> for good), or not at all. Stored
    /// before the answer; the caller's devices are told, and nobody else.
    /// </summary>
    [Alias("Mute")]
    Task<Result<ThreadView>> MuteAsync(UserId caller, DateTimeOffset? until);

    /// <summary>
    /// Takes messages away for good, whatever their age and whether or not people may delete: each becomes a <c>deleted</c>
    /// event in its author's name, so that both members see it gone and keep its place. Some at a time; repeated until
    /// <see cref="ClearedMessages.Done"/>. For erasure and retention alone.
    /// </summary>
    [AlwaysInterleave, Alias("Clear")]
    Task<Result<ClearedMessages>> ClearAsync(ClearCommand command);
}
