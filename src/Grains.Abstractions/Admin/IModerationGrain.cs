using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Grains.Abstractions.Admin;

/// <summary>
/// What moderators do, and admins. A stateless worker; use key 0. Each call is written down first, and done only where the
/// caller has the role at that moment, as with <see cref="IAdminGrain"/>.
/// </summary>
[Alias("chat.IModerationGrain")]
public interface IModerationGrain : IGrainWithIntegerKey
{
    /// <summary>Reports, the newest first: all, those that are dealt with, or those that are not.</summary>
    /// <param name="call">Who calls.</param>
    /// <param name="resolved">Which; null for all.</param>
    /// <param name="limit">1 to <see cref="FiledReportPage.MaxLimit"/>.</param>
    /// <param name="cursor">Where the page before ended.</param>
    [Alias("ListReports")]
    Task<Result<FiledReportPage>> ListReportsAsync(AdminCall call, bool? resolved, int limit, string? cursor);

    /// <summary>Says that a report is dealt with. Who said so first stays.</summary>
    [Alias("ResolveReport")]
    Task<Result<Nothing>> ResolveReportAsync(AdminCall call, Guid reportId);

    /// <summary>A thread, without its messages.</summary>
    [Alias("GetThread")]
    Task<Result<AdminThread>> GetThreadAsync(AdminCall call, ThreadId threadId);

    /// <summary>A page of a thread's messages as its members see them.</summary>
    [Alias("ReadMessages")]
    Task<Result<HistoryPage>> ReadMessagesAsync(AdminCall call, ThreadId threadId, HistoryQuery query);

    /// <summary>The texts that a message has had.</summary>
    [Alias("ReadVersions")]
    Task<Result<TextVersions>> ReadVersionsAsync(AdminCall call, ThreadId threadId, long seq);

    /// <summary>
    /// What became of a message, named by its place or by its sender's id of it. <see cref="RefusalCode.MessageNotFound"/>
    /// says that it never was stored. For admins only.
    /// </summary>
    [Alias("Explain")]
    Task<Result<MessagePaths>> ExplainAsync(AdminCall call, ThreadId threadId, long? seq, string? clientMessageId);
}
