using ChatOrleans.Client.Threads;
using ThreadState = ChatOrleans.Client.Threads.ThreadState;

namespace ChatOrleans.Client.Commands;

/// <summary>A thread as it is shown: what the log has made of it, and on top what this device has done to it.</summary>
internal static class Overlay
{
    public static ChatThread Of(ThreadState state, IReadOnlyList<Command> commands, bool peerTyping)
    {
        var messages = state.Window.Messages;
        var last = state.LastMessage;
        foreach (var command in commands)
        {
            if (command.Ack?.Seq <= state.Cursor || command.InLog is not null)
            {
                continue;
            }

            if (!command.IsChange)
            {
                messages = messages.Add(command.ToMessage());
            }
            else if (command.State != MessageState.Failed)
            {
                var place = messages.FindIndex(message => message.Seq == command.Entry.TargetSeq);
                messages = place < 0 ? messages : messages.SetItem(place, Changed(messages[place], command));
                last = last?.Seq == command.Entry.TargetSeq ? Changed(last!, command) : last;
            }
        }

        return new ChatThread
        {
            ThreadId = state.ThreadId,
            Peer = state.Peer,
            Active = state.Active,
            Unread = state.UnreadShown,
            ReadSeq = state.ReadSeq,
            PeerReadSeq = state.PeerReadSeq,
            PeerDeliveredSeq = state.PeerDeliveredSeq,
            LastSeq = state.LastSeq,
            LastMessage = last,
            Archived = state.Archived,
            MutedUntil = state.MutedUntil,
            Blocked = state.Blocked,
            Messages = messages,
            HasBefore = state.Window.HasBefore,
            HasAfter = state.Window.HasAfter,
            PeerTyping = peerTyping,
        };
    }

    private static ChatMessage Changed(ChatMessage message, Command command)
    {
        var told = command.ToEvent();

        // This device's clock may be behind the server's; what the user does now is the newest all the same.
        return Messages.WithChange(message, told with { At = message.EditedAt > told.At ? message.EditedAt.Value : told.At }) with
        {
            Changing = true,
        };
    }
}
