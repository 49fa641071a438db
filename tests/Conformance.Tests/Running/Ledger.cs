using ChatOrleans.Conformance.Tests.Drivers;
using ChatOrleans.TestKit;

namespace ChatOrleans.Conformance.Tests.Running;

/// <summary>What people have said in a scenario, in the order in which each device was told to send it.</summary>
internal sealed class Ledger
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SentMessage> _byText = new(StringComparer.Ordinal);
    private readonly List<SentMessage> _sent = [];

    public IReadOnlyList<SentMessage> Sent
    {
        get
        {
            lock (_gate)
            {
                return [.. _sent];
            }
        }
    }

    /// <summary>Enters a message, and gives it its id.</summary>
    public SentMessage Add(string text, Person person, Device? device)
    {
        lock (_gate)
        {
            var message = new SentMessage(text, $"m-{_sent.Count + 1}", person, device);
            _byText.Add(text, message);
            _sent.Add(message);
            return message;
        }
    }

    /// <summary>The message with this text, as it was first sent.</summary>
    public SentMessage this[string text]
    {
        get
        {
            lock (_gate)
            {
                return _byText.TryGetValue(text, out var message) ? message : throw new ExpectationException($"Nobody has sent '{text}'.");
            }
        }
    }
}
