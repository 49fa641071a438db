using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ChatOrleans.LoadTest.Conversations;
using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Scenarios;

/// <summary>
/// One of two people sends a file, as an answer to a message; the other one fetches it and finds what was sent. Some files
/// are taken back with their message. Files go through one gateway: others need not have the folder.
/// </summary>
internal sealed class Attaching(Uri server, Recorder recorder) : IDisposable
{
    private const int MaxLines = 2_000;

    /// <summary>One in so many files is deleted again.</summary>
    private const int Deletions = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false })
    {
        BaseAddress = server,
    };

    /// <summary>Sends a file; done when it was fetched.</summary>
    public async Task RunAsync(Conversation conversation, Random random, CancellationToken cancellationToken)
    {
        var side = random.Next(2);
        var (sender, partner) = (conversation.Members[side], conversation.Members[1 - side]);
        var clientMessageId = conversation.Changes.NextId();
        var file = Encoding.UTF8.GetBytes(string.Concat(
            Enumerable.Range(0, random.Next(1, MaxLines)).Select(line => $"{clientMessageId} {line}\n")));
        var files = $"api/v1/threads/{conversation.ThreadId}/attachments";
        using var uploaded = await AskAsync(sender, HttpMethod.Post, files, file, cancellationToken);
        if (uploaded.StatusCode != HttpStatusCode.Created)
        {
            // An installation without attachments, or somebody has closed the thread.
            if (uploaded.StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.Conflict))
            {
                Violate(conversation, $"an upload was answered with {(int)uploaded.StatusCode}");
            }

            return;
        }

        using var answer = JsonDocument.Parse(await uploaded.Content.ReadAsStringAsync(cancellationToken));
        var attachmentId = answer.RootElement.GetProperty("attachmentId").GetString();
        var argument = new
        {
            threadId = conversation.ThreadId,
            clientMessageId,
            text = conversation.Changes.TextOf(clientMessageId),
            replyTo = conversation.LastAcknowledged(atMost: 1) is [var last] ? last.AckSeq : (long?)null,
            attachments = new[] { new { attachmentId } },
        };
        var account = conversation.Changes.Send(side, clientMessageId);
        if (await sender.Calls.ChangeAsync(conversation, "SendMessage", argument, cancellationToken) is not { } seq)
        {
            return;
        }

        conversation.Changes.Acknowledge(account, seq);
        await FetchAsync(conversation, partner, $"{files}/{attachmentId}", file, cancellationToken);
        if (random.Next(Deletions) == 0)
        {
            conversation.Changes.Delete(seq);
            var deletion = new { threadId = conversation.ThreadId, clientMessageId = conversation.Changes.NextId(), targetSeq = seq };
            await sender.Calls.ChangeAsync(conversation, "DeleteMessage", deletion, cancellationToken);
            using var gone = await AskAsync(partner, HttpMethod.Get, $"{files}/{attachmentId}", null, cancellationToken);
            if (gone.StatusCode != HttpStatusCode.NotFound)
            {
                Violate(conversation, $"the file of the deleted message at {seq} was answered with {(int)gone.StatusCode}");
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task FetchAsync(
        Conversation conversation, Person partner, string path, byte[] file, CancellationToken cancellationToken)
    {
        using var fetched = await AskAsync(partner, HttpMethod.Get, path, null, cancellationToken);
        if (fetched.StatusCode != HttpStatusCode.OK)
        {
            recorder.Violations.Add(
                Violation.Lost, $"a file in thread {conversation.ThreadId}, whose message was acknowledged, was answered with {(int)fetched.StatusCode}");
        }
        else if (await fetched.Content.ReadAsByteArrayAsync(cancellationToken) is var bytes && !file.AsSpan().SequenceEqual(bytes))
        {
            recorder.Violations.Add(Violation.Altered, $"a file in thread {conversation.ThreadId} is not what was sent");
        }
    }

    // Until there is an answer: what is asked may be asked again.
    private async Task<HttpResponseMessage> AskAsync(
        Person person, HttpMethod method, string path, byte[]? file, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var call = new HttpRequestMessage(method, path) { Content = file is null ? null : new ByteArrayContent(file) };
            call.Headers.Authorization = new AuthenticationHeaderValue(
                "Bearer", await person.Credentials.BearerAsync(cancellationToken));
            try
            {
                var answer = await _http.SendAsync(call, cancellationToken);
                if (answer.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadGateway))
                {
                    return answer;
                }

                recorder.CountError("unavailable");
                answer.Dispose();
            }
            catch (HttpRequestException)
            {
                recorder.CountError("unavailable");
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }

    private void Violate(Conversation conversation, string what) =>
        recorder.Violations.Add(Violation.Unexpected, $"in thread {conversation.ThreadId} {what}");
}
