using ChatOrleans.Conformance.Tests.Drivers;
using ChatOrleans.Conformance.Tests.Scenarios;

namespace ChatOrleans.Conformance.Tests.Running;

/// <summary>Says what a device still lacks of a <see cref="Condition"/>.</summary>
internal sealed class Conditions(Story story)
{
    /// <summary>In words; null when nothing is lacking.</summary>
    public string? Lacking(Condition wanted, DeviceSnapshot snapshot)
    {
        if (wanted.State is { } state && snapshot.State != state)
        {
            return $"is {snapshot.State}, not {state}";
        }

        if (wanted.SignedOut is { } reason && snapshot.SignedOut != reason)
        {
            return $"was signed out because of '{snapshot.SignedOut}', not of '{reason}'";
        }

        if (story.ThreadOf(snapshot) is not { } thread)
        {
            return wanted is { Holds.Count: 0, Failed.Count: 0, Unsent: null, Unread: null, Active: null } ? null : "does not know the thread";
        }

        if (wanted.Active is { } active && thread.Active != active)
        {
            return $"shows the thread with active of {thread.Active}";
        }

        if (wanted.Unread is { } unread && thread.Unread != unread)
        {
            return $"shows {thread.Unread} unread, not {unread}";
        }

        if (wanted.Unsent is { } unsent && UnsentOf(thread) is var waiting && waiting != unsent)
        {
            return $"shows {waiting} messages that are not stored yet, not {unsent}";
        }

        return wanted.Holds.Select(text => LackOf(snapshot, text)).FirstOrDefault(lack => lack is not null)
            ?? wanted.Failed.Select(failed => LackOf(snapshot, failed.Key, failed.Value)).FirstOrDefault(lack => lack is not null);
    }

    private static int UnsentOf(ThreadSnapshot thread) => thread.Messages.Count(message => message.State is "waiting" or "sending");

    private string? LackOf(DeviceSnapshot snapshot, string text) =>
        story.Shown(snapshot, story.Ledger[text]) is { Seq: not null } ? null : $"does not show '{text}' as stored";

    private string? LackOf(DeviceSnapshot snapshot, string text, string code) =>
        story.Shown(snapshot, story.Ledger[text]) is { State: "failed" } failed && failed.Error == code
            ? null
            : $"does not show '{text}' as refused with {code}, but as {story.Shown(snapshot, story.Ledger[text])}";
}
