using ChatOrleans.Client.Connecting;
using ChatOrleans.Client.Contract;
using ChatOrleans.Client.Threads;

namespace ChatOrleans.Client.Commands;

/// <summary>
/// Sends commands: of a thread one after the other, each kept by the outbox before it goes out and until it is acknowledged, and
/// sent again with the same id after whatever leaves its outcome open. Used on the loop.
/// </summary>
internal sealed class CommandQueue(
    CommandBook book, ThreadBook threads, OutboxTurns outbox, Line line, Pauses pauses, Announcements announcements)
{
    private readonly HashSet<string> _busy = [];

    /// <summary>Takes what an earlier run has left, once.</summary>
    public async Task RestoreAsync(string userId)
    {
        foreach (var entry in await outbox.LoadAsync(userId))
        {
            if (book.Find(entry.ThreadId, entry.ClientMessageId) is null)
            {
                book.Add(new Command(entry) { IsKept = true });
                threads.Show(entry.ThreadId);
            }
        }
    }

    /// <summary>Takes a command, and sends it as soon as it is kept and its turn comes.</summary>
    public void Add(Command command)
    {
        var entry = command.Entry;
        if (book.Find(entry.ThreadId, entry.ClientMessageId) is { } same)
        {
            same.Join(command);
            return;
        }

        book.Add(command);
        threads.Show(entry.ThreadId);
        _ = KeepAsync(command);
    }

    /// <summary>Sends whatever waits: there is a connection, and what was stored meanwhile is known.</summary>
    public void PumpAll()
    {
        foreach (var stored in book.ThreadIds.SelectMany(book.Of).Where(IsCaughtUp).ToArray())
        {
            Forget(stored);
        }

        foreach (var threadId in book.ThreadIds.ToArray())
        {
            _ = PumpAsync(threadId);
        }
    }

    /// <summary>The log has a command: it is stored, whatever became of its answer.</summary>
    public void OnEvent(ThreadEvent told)
    {
        if (told.ClientMessageId is not { } id || book.Find(told.ThreadId, id) is not { } command || command.Entry.UserId != told.SenderId)
        {
            return;
        }

        command.InLog = new SendAck { Seq = told.Seq, SentAt = told.At, Duplicate = true };
        if (command.State is not MessageState.Sending)
        {
            command.Settle(command.InLog);
            Forget(command);
        }
    }

    /// <summary>Sends a failed message again, behind those that wait.</summary>
    public bool Retry(string threadId, string clientMessageId)
    {
        if (book.Find(threadId, clientMessageId) is not { State: MessageState.Failed } failed)
        {
            return false;
        }

        book.Remove(failed);
        var entry = failed.Entry with { FailedCode = null, FailedMessage = null };
        var again = new Command(entry);
        book.Add(again);
        threads.Show(threadId);
        _ = KeepAsync(again);
        return true;
    }

    /// <summary>Gives up a message that failed or waits.</summary>
    public bool Discard(string threadId, string clientMessageId)
    {
        if (book.Find(threadId, clientMessageId) is not { State: MessageState.Failed or MessageState.Waiting } command)
        {
            return false;
        }

        command.Fail(ChatException.Canceled("It was discarded."));
        Forget(command);
        return true;
    }

    /// <summary>The session has ended: what is unsent stays in the outbox for when the same user comes back.</summary>
    public void Drop()
    {
        foreach (var command in book.Clear().Where(command => command.State != MessageState.Failed))
        {
            command.Fail(ChatException.SignedOut());
        }
    }

    private async Task KeepAsync(Command command)
    {
        try
        {
            await outbox.PutAsync(command.Entry);
        }
        catch (ChatException exception)
        {
            // It is sent all the same; only the end of this process would lose it.
            announcements.Tell(announcements.Error, exception);
        }

        command.Keep();
        await PumpAsync(command.Entry.ThreadId);
    }

    private async Task PumpAsync(string threadId)
    {
        if (!_busy.Add(threadId))
        {
            return;
        }

        try
        {
            while (line.IsOnline && Next(threadId) is { } command && await SendAsync(command))
            {
            }
        }
        finally
        {
            _busy.Remove(threadId);
        }
    }

    // Behind one that is not kept yet, nothing overtakes.
    private Command? Next(string threadId) =>
        book.Of(threadId).FirstOrDefault(command => command.State == MessageState.Waiting) is { IsKept: true } first ? first : null;

    // Whether the next one may follow on this connection.
    private async Task<bool> SendAsync(Command command)
    {
        command.State = MessageState.Sending;
        threads.Show(command.Entry.ThreadId);
        try
        {
            var ack = await CommandCalls.InvokeAsync(line, command.Entry);
            command.Settle(ack);
            if (command.InLog is not null || ack.Seq <= threads.Find(command.Entry.ThreadId)?.Cursor)
            {
                Forget(command);
                return true;
            }

            // Shown as stored until its event comes.
            await outbox.RemoveAsync(command.Entry);
            threads.Show(command.Entry.ThreadId);
            return true;
        }
        catch (ChatException) when (command.InLog is not null)
        {
            command.Settle(command.InLog);
            Forget(command);
            return true;
        }
        catch (ChatException exception) when (Settling.IsOpen(exception, command.Attempts))
        {
            command.State = MessageState.Waiting;
            command.Attempts++;
            threads.Show(command.Entry.ThreadId);
            if (exception.Code == ErrorCodes.Network)
            {
                // The next connection goes on.
                return false;
            }

            await pauses.WaitAsync(command.Attempts - 1, exception.RetryAfter);
            return true;
        }
        catch (ChatException exception)
        {
            await FailAsync(command, exception);
            return true;
        }
    }

    private async Task FailAsync(Command command, ChatException exception)
    {
        var isHeard = command.IsHeard;
        command.Fail(exception);
        if (command.IsChange)
        {
            // What it changed is shown as the log has it again.
            Forget(command);
        }
        else
        {
            command.Entry = command.Entry with { FailedCode = exception.Code, FailedMessage = exception.Message };
            threads.Show(command.Entry.ThreadId);
            await outbox.TryPutAsync(command.Entry);
        }

        if (!isHeard)
        {
            announcements.Tell(announcements.Error, exception);
        }
    }

    private bool IsCaughtUp(Command command) =>
        command.State == MessageState.Sent && command.Ack?.Seq <= threads.Find(command.Entry.ThreadId)?.Cursor;

    private void Forget(Command command)
    {
        book.Remove(command);
        threads.Show(command.Entry.ThreadId);
        _ = outbox.RemoveAsync(command.Entry);
    }
}
