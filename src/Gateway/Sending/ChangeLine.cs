using ChatOrleans.Gateway.Calls;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Gateway.Sending;

/// <summary>
/// One connection's changes of messages, one call after the other, so that they take effect in the order in which the
/// connection sent them. As many can wait as the connection may have invocations.
/// </summary>
internal sealed class ChangeLine
{
    private const int RetryAfterMs = 1_000;

    private readonly Lock _gate = new();
    private Task<Result<SendAck>>? _last;

    /// <summary>Calls after those that came before; answers what the call answers.</summary>
    public Task<Result<SendAck>> RunAsync(Func<Task<Result<SendAck>>> change)
    {
        lock (_gate)
        {
            return _last = _last is { IsCompleted: false } before ? AfterAsync(before, change) : change();
        }
    }

    private static async Task<Result<SendAck>> AfterAsync(Task<Result<SendAck>> before, Func<Task<Result<SendAck>>> change)
    {
        await ((Task)before).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // Whoever waited through an outage has waited as long as the one before, and was never sent.
        return before.IsCompletedSuccessfully && Outage.Is((await before).Error, inDoubt: true)
            ? Refusal.Overloaded(RetryAfterMs)
            : await change();
    }
}
