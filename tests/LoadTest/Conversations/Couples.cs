using System.Collections.Concurrent;
using System.Text.Json;
using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Conversations;

/// <summary>Who has met whom: one conversation for each two people, however often they open their thread.</summary>
internal sealed class Couples(ConversationRules rules, Recorder recorder)
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<(Person, Person), Conversation> _met = new();

    /// <summary>Watches what is active.</summary>
    public ActiveThreads Active { get; } = new(recorder);

    /// <summary>All that have not been forgotten.</summary>
    public ICollection<Conversation> All => _met.Values;

    /// <summary>Opens the thread of two people; without one the answer's code says why.</summary>
    public async Task<(Conversation? Conversation, string Code)> OpenAsync(
        Person by, Person with, bool closeCurrent, CancellationToken cancellationToken)
    {
        var (conversation, code, _) = await TryOpenAsync(by, with, closeCurrent, cancellationToken);
        return (conversation, code);
    }

    /// <summary>The same, and where the opener is busy when that is the reason.</summary>
    public async Task<(Conversation? Conversation, string Code, string? BusyIn)> TryOpenAsync(
        Person by, Person with, bool closeCurrent, CancellationToken cancellationToken)
    {
        var askedAt = Active.AskOpening(by, closeCurrent);
        var reply = await by.Calls.OpenAsync(with.UserId, closeCurrent, cancellationToken);
        if (!reply.Ok)
        {
            Active.Refused(by, closeCurrent);
            var busyIn = reply.Value.ValueKind == JsonValueKind.Object && reply.Value.TryGetProperty("activeThreadId", out var active)
                ? active.GetString()
                : null;
            return (null, reply.Code, busyIn);
        }

        var conversation = Meet(by, with, reply.Value);
        conversation.Announce(reply.Value.GetProperty("lastSeq").GetInt64());
        Active.Opened(conversation, by, askedAt, closeCurrent);
        return (conversation, "", null);
    }

    /// <summary>Closes it for both.</summary>
    public async Task CloseAsync(Conversation conversation, Person by, CancellationToken cancellationToken)
    {
        Active.BeginClosing(conversation);
        var reply = await by.Calls.CloseAsync(conversation.ThreadId, cancellationToken);
        Active.EndClosing(conversation);
        if (reply.Ok)
        {
            conversation.Announce(reply.Value.GetProperty("lastSeq").GetInt64());
        }
        else
        {
            recorder.Violations.Add(
                Violation.Unexpected, $"{by.UserId} was refused to close thread {conversation.ThreadId} with {reply.Code}");
        }
    }

    /// <summary>The conversation of two people; null when they have not met.</summary>
    public Conversation? Find(Person one, Person other) => _met.GetValueOrDefault(KeyOf(one, other));

    /// <summary>It is over: nobody follows it any more.</summary>
    public void Forget(Conversation conversation)
    {
        foreach (var seat in conversation.Seats)
        {
            conversation.Members[seat.Side].Stand(seat);
        }

        Active.Forget(conversation);
        _met.TryRemove(KeyOf(conversation.Members[0], conversation.Members[1]), out _);
    }

    private Conversation Meet(Person by, Person with, JsonElement thread)
    {
        var threadId = thread.GetProperty("threadId").GetString()!;
        lock (_gate)
        {
            if (_met.TryGetValue(KeyOf(by, with), out var known))
            {
                if (known.ThreadId != threadId)
                {
                    recorder.Violations.Add(
                        Violation.Altered, $"the thread of {by.UserId} and {with.UserId} was {known.ThreadId} and is {threadId}");
                }

                return known;
            }

            var lastSeq = thread.GetProperty("lastSeq").GetInt64();
            var conversation = new Conversation(threadId, [by, with], lastSeq, rules, recorder);
            foreach (var seat in conversation.Seats)
            {
                conversation.Members[seat.Side].Sit(seat);
            }

            _met[KeyOf(by, with)] = conversation;
            return conversation;
        }
    }

    private static (Person, Person) KeyOf(Person one, Person other) =>
        string.CompareOrdinal(one.UserId, other.UserId) < 0 ? (one, other) : (other, one);
}
