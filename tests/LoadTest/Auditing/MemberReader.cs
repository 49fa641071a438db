using System.Net.Http.Headers;
using System.Text.Json;

namespace ChatOrleans.LoadTest.Auditing;

/// <summary>Reads a thread as one of its members: all of <c>Sync</c>, all of the history. Safe for concurrent use.</summary>
internal sealed class MemberReader(AuditSettings settings) : IDisposable
{
    private const int HistoryPage = 100;
    private const int Attempts = 5;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);

    private readonly EntryReader _entries = new(settings.IsItsText);
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false })
    {
        BaseAddress = settings.Server,
    };

    /// <summary>What the member is told of the thread after a place of its log.</summary>
    public async Task<MemberSight> ReadAsync(
        string threadId, PersonAccount member, long after, bool withHistory, CancellationToken cancellationToken)
    {
        var sight = await SyncAsync(threadId, member, after, cancellationToken);
        return withHistory
            ? sight with { History = await ReadHistoryAsync(threadId, member, after, cancellationToken) }
            : sight;
    }

    public void Dispose() => _http.Dispose();

    private async Task<MemberSight> SyncAsync(
        string threadId, PersonAccount member, long after, CancellationToken cancellationToken)
    {
        using var hub = await HubCalls.ConnectAsync(settings.Server, member.AccessToken, cancellationToken);
        var log = new List<LogEntry>();
        var cursor = after;
        while (true)
        {
            var cursors = new Dictionary<string, long> { [threadId] = cursor };
            var answer = await hub.CallAsync("Sync", new { cursors }, cancellationToken);
            var state = answer.GetProperty("states").TryGetProperty(threadId, out var named) ? named.GetString() : "missing";
            if (state is not ("complete" or "more"))
            {
                throw new AuditException($"Sync from {cursor} answers '{state}' to {member.UserId}, who is a member");
            }

            if (answer.GetProperty("events").TryGetProperty(threadId, out var events))
            {
                log.AddRange(events.EnumerateArray().Select(_entries.OfEvent));
                cursor = log.Count > 0 ? Math.Max(cursor, log[^1].Seq) : cursor;
            }

            if (state == "complete")
            {
                return new MemberSight
                {
                    Synced = log,
                    View = await ViewAsync(answer, threadId, member, cancellationToken),
                    ActiveThreadId = answer.GetProperty("me").TryGetProperty("activeThreadId", out var active)
                        ? active.GetString()
                        : null,
                };
            }
        }
    }

    /// <summary>From the answer itself; of somebody with very many threads it may be on another page.</summary>
    private async Task<ThreadView> ViewAsync(
        JsonElement answer, string threadId, PersonAccount member, CancellationToken cancellationToken)
    {
        foreach (var thread in answer.GetProperty("threads").EnumerateArray())
        {
            if (thread.GetProperty("threadId").ValueEquals(threadId))
            {
                return EntryReader.OfThread(thread);
            }
        }

        return EntryReader.OfThread(await GetAsync($"api/v1/threads/{threadId}", member, cancellationToken));
    }

    private async Task<List<LogEntry>> ReadHistoryAsync(
        string threadId, PersonAccount member, long after, CancellationToken cancellationToken)
    {
        var log = new List<LogEntry>();
        while (true)
        {
            var page = await GetAsync(
                $"api/v1/threads/{threadId}/messages?after={after}&limit={HistoryPage}", member, cancellationToken);
            var messages = page.GetProperty("messages");
            log.AddRange(messages.EnumerateArray().Select(_entries.OfMessage));
            if (!page.GetProperty("hasAfter").GetBoolean())
            {
                return log;
            }

            if (messages.GetArrayLength() == 0 || log[^1].Seq <= after)
            {
                throw new AuditException($"a page of {member.UserId}'s history after {after} has nothing new, but says that more follows");
            }

            after = log[^1].Seq;
        }
    }

    private async Task<JsonElement> GetAsync(string path, PersonAccount member, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var call = new HttpRequestMessage(HttpMethod.Get, path);
            call.Headers.Authorization = new AuthenticationHeaderValue("Bearer", member.AccessToken);
            using var response = await _http.SendAsync(call, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
                using var document = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
                return document.RootElement.Clone();
            }

            if (attempt == Attempts || response.StatusCode != System.Net.HttpStatusCode.ServiceUnavailable)
            {
                throw new AuditException($"the server answers {(int)response.StatusCode} to GET {path} of {member.UserId}");
            }

            await Task.Delay(RetryDelay, cancellationToken);
        }
    }
}
