using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Admin;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Hosts;
using ChatOrleans.Grains.Shards;
using ChatOrleans.Grains.Storage;
using ChatOrleans.Grains.Threads;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace ChatOrleans.Grains.Admin;

/// <summary>Reentrant because it has no state to guard: one slow statement must not hold up the next caller.</summary>
[StatelessWorker, Reentrant]
internal sealed class ModerationGrain(
    AuditStore audit,
    ReportDesk reports,
    HostThreads threads,
    ThreadPlaces places,
    ChangeStore changes,
    MessagePathReader paths,
    LogShards shards,
    ILogger<ModerationGrain> logger) : Grain, IModerationGrain
{
    public Task<Result<FiledReportPage>> ListReportsAsync(AdminCall call, bool? resolved, int limit, string? cursor) =>
        PageCursor.TryParse(cursor, out var after)
            ? EnterAsync(
                call,
                UserRole.Moderator,
                new AuditNote(AuditAction.ReportsListed),
                async () => (Result<FiledReportPage>)await reports.ListAsync(resolved, limit, after))
            : Task.FromResult<Result<FiledReportPage>>(PageCursor.Malformed());

    public Task<Result<Nothing>> ResolveReportAsync(AdminCall call, Guid reportId) =>
        EnterAsync<Nothing>(
            call,
            UserRole.Moderator,
            new AuditNote(AuditAction.ReportResolved) { Report = reportId },
            async () => await reports.ResolveAsync(reportId, call.Actor)
                ? Nothing.Value
                : new Refusal { Code = RefusalCode.ReportNotFound, Message = "There is no report with this id." });

    public Task<Result<AdminThread>> GetThreadAsync(AdminCall call, ThreadId threadId) =>
        EnterAsync<AdminThread>(
            call,
            UserRole.Moderator,
            new AuditNote(AuditAction.ThreadRead) { Thread = threadId },
            async () =>
            {
                var thread = await threads.GetAsync(threadId);
                return !thread.Ok ? thread.Error : new AdminThread
                {
                    ThreadId = threadId,
                    Members = thread.Value.Members,
                    Active = thread.Value.Active,
                    LastSeq = thread.Value.LastSeq,
                    Shard = shards.Of(threadId).Name,
                    Silo = await places.SiloOfAsync(threadId),
                };
            });

    public Task<Result<HistoryPage>> ReadMessagesAsync(AdminCall call, ThreadId threadId, HistoryQuery query) =>
        EnterAsync(
            call,
            UserRole.Moderator,
            new AuditNote(AuditAction.MessagesRead) { Thread = threadId, Seq = query.Around ?? query.Before ?? query.After },
            () => threads.GetHistoryAsync(threadId, query));

    public Task<Result<TextVersions>> ReadVersionsAsync(AdminCall call, ThreadId threadId, long seq) =>
        EnterAsync<TextVersions>(
            call,
            UserRole.Moderator,
            new AuditNote(AuditAction.VersionsRead) { Thread = threadId, Seq = seq },
            async () =>
            {
                var versions = await changes.ReadVersionsAsync(threadId, seq);
                return versions.Count == 0 ? Refusal.MessageNotFound() : new TextVersions
                {
                    Versions = [.. versions.Select(one => new TextVersion { Seq = one.Seq, At = one.At, Text = one.Text })],
                };
            });

    public Task<Result<MessagePaths>> ExplainAsync(AdminCall call, ThreadId threadId, long? seq, string? clientMessageId) =>
        EnterAsync<MessagePaths>(
            call,
            UserRole.Admin,
            new AuditNote(AuditAction.PathRead) { Thread = threadId, Seq = seq },
            async () => await paths.ReadAsync(threadId, seq, clientMessageId) switch
            {
                null => Refusal.ThreadNotFound(),
                { IsEmpty: true } => Refusal.MessageNotFound(),
                { } found => new MessagePaths { Paths = found },
            });

    private Task<Result<T>> EnterAsync<T>(AdminCall call, UserRole demanded, AuditNote note, Func<Task<Result<T>>> body)
        where T : class => OutageGuard.RunAsync(logger, async () =>
            await audit.EnterAsync(call, demanded, note) is { } refusal ? refusal : await body());
}
