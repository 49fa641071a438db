using ChatOrleans.Conformance.Tests.Drivers;

namespace ChatOrleans.Conformance.Tests.Running;

/// <summary>A message that somebody was told to send.</summary>
/// <param name="Text">Its first text.</param>
/// <param name="Id">Its <c>clientMessageId</c>.</param>
/// <param name="Person">Who.</param>
/// <param name="Device">From which device; null: by HTTP, past all clients.</param>
internal sealed record SentMessage(string Text, string Id, Person Person, Device? Device)
{
    /// <summary>Whether its process has been killed, or its session has ended, since: nobody waits for its promise any more.</summary>
    public bool IsOrphaned { get; set; }

    /// <summary>Whether it was refused and sent again by hand, so that its promise is broken and it stands behind what was sent meanwhile.</summary>
    public bool IsRetried { get; set; }
}
