using ChatOrleans.Grains.Abstractions.Threads;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ChatOrleans.Grains.MessageLog;

/// <summary>
/// Finds out what became of a batch whose answer did not come. It ends when nothing of the batch can happen any more: the
/// answer has come after all, or PostgreSQL says that the session is gone and, after it, that all which was committed is
/// where commits have to be. Whoever reads the log then reads the truth, on a synchronous standby as well. There are two
/// sessions at most meanwhile, however long it takes.
/// </summary>
internal sealed partial class BatchInDoubt(
    WriterConnection connection, TimeSpan patience, TimeProvider time, ILogger<LogWriter> logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(160);

    private static readonly (AppendOutcome Outcome, IReadOnlySet<ThreadId> Left) Nobody = (AppendOutcome.Unknown, WriterSession.None);

    private bool _told;

    /// <summary>Waits until the batch is decided, or the writer stops.</summary>
    /// <param name="exchange">The batch on its way.</param>
    /// <param name="meanwhile">Called again and again, for what waits behind it.</param>
    /// <param name="stopping">Ends the waiting when it is done; nobody knows then.</param>
    public async Task<(AppendOutcome Outcome, IReadOnlySet<ThreadId> Left)> ResolveAsync(
        Task<IReadOnlySet<ThreadId>> exchange, Action meanwhile, Task stopping)
    {
        var session = connection.Take();
        Task pending = exchange;
        WriterSession? next = null;
        var pause = FirstPause;
        for (meanwhile(); session is not null && !stopping.IsCompleted; meanwhile())
        {
            if (ReferenceEquals(pending, exchange) ? AnswerOf(exchange) is not null : pending.IsCompletedSuccessfully)
            {
                connection.Use(session);
                Leave(next, Task.CompletedTask);
                return AnswerOf(exchange) is { } outcome
                    ? (outcome, outcome == AppendOutcome.Stored ? await exchange : WriterSession.None)
                    : Nobody;
            }

            try
            {
                next ??= await connection.ConnectAsync();
                if (await next.FindsEndedAsync(session, patience))
                {
                    Leave(session, pending);
                    (session, next) = (next, null);
                    pending = session.ConfirmAsync();
                    await WaitAsync(pending, patience, stopping);
                    continue;
                }
            }
            catch (Exception e)
            {
                Tell(e);
                Leave(next, Task.CompletedTask);
                next = null;
            }

            await WaitAsync(pending, pause, stopping);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }

        Leave(session, pending);
        Leave(next, Task.CompletedTask);
        return Nobody;
    }

    // Null while there is no answer, or one that does not decide.
    private static AppendOutcome? AnswerOf(Task exchange) => exchange switch
    {
        { IsCompletedSuccessfully: true } => AppendOutcome.Stored,
        { Exception.InnerException: PostgresException e } when PostgresFault.Classify(e) is var outcome and not AppendOutcome.Unknown => outcome,
        _ => null,
    };

    // What has failed without deciding anything is not worth waiting for.
    private Task<Task> WaitAsync(Task pending, TimeSpan atMost, Task stopping) =>
        Task.WhenAny(pending.IsCompleted ? stopping : pending, stopping, Task.Delay(atMost, time));

    // Once: it is the same again and again until it ends.
    private void Tell(Exception e)
    {
        if (!_told)
        {
            _told = true;
            LogNotToBeAsked(logger, e.GetType().Name, e.Message);
        }
    }

    // Closing waits for the statement under way, which may take for ever.
    private static void Leave(WriterSession? session, Task pending)
    {
        if (session is not null)
        {
            _ = CloseAfterAsync(session, pending);
        }
    }

    private static async Task CloseAfterAsync(WriterSession session, Task pending)
    {
        await pending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await session.DisposeAsync();
    }
}
