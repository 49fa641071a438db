using ChatOrleans.Client.Outboxes;
using Microsoft.Extensions.Logging;

namespace ChatOrleans.Client.Commands;

/// <summary>Calls the outbox one call after the other, in the order in which they were made.</summary>
internal sealed partial class OutboxTurns(IOutbox outbox, ILogger logger)
{
    private Task _last = Task.CompletedTask;

    /// <summary>A user's entries.</summary>
    /// <exception cref="ChatException"><c>storage</c>.</exception>
    public Task<IReadOnlyList<OutboxEntry>> LoadAsync(string userId) =>
        TakeTurn(async () => await outbox.LoadAsync(userId, CancellationToken.None));

    /// <summary>Keeps an entry.</summary>
    /// <exception cref="ChatException"><c>storage</c>.</exception>
    public Task PutAsync(OutboxEntry entry) => TakeTurn(async () =>
    {
        await outbox.PutAsync(entry, CancellationToken.None);
        return true;
    });

    /// <summary>Keeps what is known anew of an entry. Where that fails, the next run learns it again.</summary>
    public Task TryPutAsync(OutboxEntry entry) => TryAsync(PutAsync(entry));

    /// <summary>Forgets an entry. Where that fails it comes back in another run, and is acknowledged as a duplicate.</summary>
    public Task RemoveAsync(OutboxEntry entry) => TryAsync(TakeTurn(async () =>
    {
        await outbox.RemoveAsync(entry, CancellationToken.None);
        return true;
    }));

    private async Task TryAsync(Task call)
    {
        try
        {
            await call;
        }
        catch (ChatException exception)
        {
            LogOutboxFailed(logger, exception);
        }
    }

    private Task<T> TakeTurn<T>(Func<Task<T>> call)
    {
        var turn = RunAsync(_last, call);
        _last = turn;
        return turn;
    }

    private static async Task<T> RunAsync<T>(Task previous, Func<Task<T>> call)
    {
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        try
        {
            return await call();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            throw new ChatException(ErrorCodes.Storage, "The outbox has failed.", exception);
        }
    }
}
