using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.MessageLog;
using ChatOrleans.Grains.Storage;
using Npgsql;

namespace ChatOrleans.Grains.Threads;

/// <summary>What the log says of messages that have come in: whether they are stored, and whether what they answer is there.</summary>
internal sealed class SentLookup(ThreadId threadId, IMessageLog log, ThreadStore store)
{
    private const int RetryAfterMs = 500;

    /// <summary>The first answer of a message stored earlier, and <paramref name="otherwise"/> where there is none; stores nothing.</summary>
    public async Task<Result<SendAck>> FindAsync(UserId sender, SendCommand command, Refusal otherwise)
    {
        var call = new SendCall(sender, [command]);
        try
        {
            await AnswerStoredAsync(call);
        }
        catch (NpgsqlException e) when (PostgresOutage.Is(e))
        {
            // Without an answer from the log the refusal stands, and a retry is welcome.
        }

        call.AnswerRest(otherwise);
        return call.Answers()[0];
    }

    /// <summary>Answers what is stored of a call; all of it, where the log has nothing to say.</summary>
    public async Task LookUpAsync(SendCall call)
    {
        try
        {
            call.LookedUp = await AnswerStoredAsync(call);
            await FindUploadsAsync(call);
        }
        catch (NpgsqlException e) when (PostgresOutage.Is(e))
        {
            call.LookedUp = false;
        }

        if (!call.LookedUp)
        {
            call.AnswerRest(Refusal.Unavailable(RetryAfterMs));
        }
    }

    /// <summary>
    /// Finds out whether the messages that a call's messages answer, and the uploads that come with them, are there, before
    /// anything of the call is numbered, so that its order holds. A message that is there once is there for ever; an upload
    /// may go, and is looked for again with every look-up. False when the log has nothing to say.
    /// </summary>
    public async Task<bool> FindTargetsAsync(SendCall call, ThreadState state)
    {
        try
        {
            if (call.TakeUnknownTargets(state) is { Length: > 0 } unknown)
            {
                call.AddTargets(await store.FindMessagesAsync(threadId, unknown));
            }

            await FindUploadsAsync(call);
            return true;
        }
        catch (NpgsqlException e) when (PostgresOutage.Is(e))
        {
            return false;
        }
    }

    private async Task FindUploadsAsync(SendCall call)
    {
        if (call.WantedUploads() is { Length: > 0 } wanted)
        {
            call.SetUploads(await store.FindUploadsAsync(threadId, call.Sender, wanted));
        }
    }

    // What can be read may not be on a synchronous standby yet: PostgreSQL shows what a crash or a cancelled wait has left
    // of a commit. It is once a later commit is, such as that of a watermark which raises nothing.
    private async Task<bool> AnswerStoredAsync(SendCall call)
    {
        var stored = await store.FindSentAsync(threadId, call.Sender, call.UndecidedIds());
        if (stored.Count > 0 && !await log.MarkAsync(threadId, call.Sender, deliveredSeq: 0, readSeq: 0))
        {
            return false;
        }

        call.AnswerStored(stored);
        return true;
    }
}
