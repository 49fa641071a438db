using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Wire;

namespace ChatOrleans.LoadTest.Conversations;

/// <summary>Takes what a person's connections tell, each frame to where it belongs.</summary>
internal sealed class PersonFrames(
    string userId, Lock gate, PersonSeats seats, PersonConnection connection, Recorder recorder) : IFrameReader
{
    public void OnFrame(in ServerFrame frame)
    {
        if (frame.Kind == FrameKind.SendAnswer)
        {
            OnAnswer(frame);
            return;
        }

        lock (gate)
        {
            switch (frame.Kind)
            {
                case FrameKind.Event:
                    seats.OnEvent(frame, connection.Socket);
                    break;
                case FrameKind.Receipt:
                    seats.OnReceipt(frame);
                    break;
                case FrameKind.ResyncRequired:
                    seats.OnResyncRequired(connection.Socket);
                    break;
                case FrameKind.Draining:
                    _ = connection.DropAsync(frame.ReconnectAfterMs);
                    break;
                case FrameKind.CallAnswer when frame.Number == seats.SyncCall:
                    OnSync(frame.Record.ToArray());
                    break;
                case FrameKind.CallAnswer:
                    recorder.Violations.Add(Violation.Unexpected, $"{userId} was answered a call that has its answer");
                    break;
            }
        }
    }

    public void OnUnreadable(string reason) =>
        recorder.Violations.Add(Violation.Altered, $"{userId} was sent what is no frame: {reason}");

    public void OnUnanswered(string method) =>
        recorder.Violations.Add(
            Violation.Overdue, $"{userId} got no answer to {method} within {HubSocket.LongestAnswer.TotalSeconds:F0} s");

    public void OnLost(string reason) => connection.OnLost(reason);

    private void OnAnswer(in ServerFrame answer)
    {
        Seat? seat;
        lock (gate)
        {
            seat = seats.Find(answer.Conversation);
        }

        if (seat is null)
        {
            recorder.Violations.Add(Violation.Unexpected, $"{userId} was answered a message of no conversation of its own");
            return;
        }

        seat.Conversation.OnAnswer(seat.Side, answer);
    }

    private void OnSync(byte[] record)
    {
        if (connection.Socket is not { } socket)
        {
            return;
        }

        switch (seats.OnSynced(record, socket, out var retryAfterMs))
        {
            case CatchUpStep.Refused:
                _ = SyncLaterAsync(socket, retryAfterMs);
                break;
            case CatchUpStep.Done:
                connection.OnCaughtUp(socket);
                break;
        }
    }

    private async Task SyncLaterAsync(HubSocket socket, int afterMs)
    {
        await Task.Delay(afterMs);
        lock (gate)
        {
            if (ReferenceEquals(socket, connection.Socket))
            {
                seats.SyncAgain(socket);
            }
        }
    }
}
