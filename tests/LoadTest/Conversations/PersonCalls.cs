using System.Diagnostics;
using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Wire;

namespace ChatOrleans.LoadTest.Conversations;

/// <summary>What a person asks of the server beside messages, over as many connections as it takes.</summary>
internal sealed class PersonCalls(Person person, Recorder recorder)
{
    /// <summary>Opens the thread with somebody.</summary>
    public async Task<HubReply> OpenAsync(string userId, bool closeCurrent, CancellationToken cancellationToken)
    {
        var from = Stopwatch.GetTimestamp();
        var reply = await AskAsync("OpenThread", new { with = userId, closeCurrent }, cancellationToken);
        recorder.Record(Measure.Open, from, Stopwatch.GetTimestamp());
        if (reply.Ok)
        {
            recorder.Count(Counter.Opened);
        }

        return reply;
    }

    /// <summary>Closes a thread.</summary>
    public async Task<HubReply> CloseAsync(string threadId, CancellationToken cancellationToken)
    {
        var from = Stopwatch.GetTimestamp();
        var reply = await AskAsync("CloseThread", new { threadId }, cancellationToken);
        recorder.Record(Measure.Close, from, Stopwatch.GetTimestamp());
        if (reply.Ok)
        {
            recorder.Count(Counter.Closed);
        }

        return reply;
    }

    /// <summary>Says that everything that the person holds of the thread is read.</summary>
    public async Task MarkReadAsync(Seat seat, CancellationToken cancellationToken)
    {
        var (seq, before) = person.With(() => (seat.Held, seat.Marks.ReadSeqAnswered));
        var from = Stopwatch.GetTimestamp();
        var reply = await AskAsync("MarkRead", new { threadId = seat.Conversation.ThreadId, seq }, cancellationToken);
        recorder.Record(Measure.Read, from, Stopwatch.GetTimestamp());
        if (reply.Ok)
        {
            var answered = reply.Value.GetProperty("readSeq").GetInt64();
            person.With(() => seat.Marks.OnReadAnswered(seq, before, answered));
        }
    }

    /// <summary>Says that everything that the person holds of the thread has come.</summary>
    public async Task MarkDeliveredAsync(Seat seat, CancellationToken cancellationToken)
    {
        var (seq, before) = person.With(() => (seat.Held, seat.Marks.DeliveredSeqAnswered));
        var reply = await AskAsync("MarkDelivered", new { threadId = seat.Conversation.ThreadId, seq }, cancellationToken);
        if (reply.Ok)
        {
            var answered = reply.Value.GetProperty("deliveredSeq").GetInt64();
            person.With(() => seat.Marks.OnDeliveredAnswered(seq, before, answered));
        }
    }

    /// <summary>Changes a message of a conversation, which may have been closed meanwhile; the event's place, where it was not.</summary>
    public async Task<long?> ChangeAsync(
        Conversation conversation, string method, object argument, CancellationToken cancellationToken)
    {
        var reply = await AskAsync(method, argument, cancellationToken);
        if (reply.Ok)
        {
            var seq = reply.Value.GetProperty("seq").GetInt64();
            conversation.Announce(seq);
            return seq;
        }

        if (reply.Code is not ("thread_inactive" or "rate_limited"))
        {
            recorder.Violations.Add(
                Violation.Unexpected, $"{method} in thread {conversation.ThreadId} was refused with {reply.Code}");
        }

        return null;
    }

    /// <summary>Says that the person types; once, since it is soon outdated.</summary>
    public async Task TypeAsync(Seat seat, bool typing, CancellationToken cancellationToken)
    {
        if (person.Live is { } socket
            && await socket.CallAsync("SetTyping", new { threadId = seat.Conversation.ThreadId, typing }, cancellationToken)
                is { } record
            && HubReply.Parse(record) is { Ok: false } refused)
        {
            recorder.CountError(refused.Code);
        }
    }

    /// <summary>
    /// Asks until there is an answer: on the next connection when one is lost, and after a while when the server has none.
    /// Only what is idempotent may be asked so.
    /// </summary>
    private async Task<HubReply> AskAsync(string method, object argument, CancellationToken cancellationToken)
    {
        while (true)
        {
            var socket = await person.WhenLiveAsync(cancellationToken);
            if (await socket.CallAsync(method, argument, cancellationToken) is not { } record)
            {
                continue;
            }

            var reply = HubReply.Parse(record);
            if (reply.Ok)
            {
                return reply;
            }

            recorder.CountError(reply.Code);
            switch (reply.Code)
            {
                case "unavailable" or "overloaded" or "fault":
                    await Task.Delay(reply.RetryAfterMs, cancellationToken);
                    break;
                case "rate_limited":
                    recorder.Fail($"The server answered rate_limited to {method}. {ServerLimits.Advice}");
                    return reply;
                default:
                    return reply;
            }
        }
    }
}
