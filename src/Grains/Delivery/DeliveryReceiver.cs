using Orleans.Streams;

namespace ChatOrleans.Grains.Delivery;

/// <summary>
/// Reads a queue for Orleans' pulling agent. The agent reads again as soon as a read has brought something, so the read
/// that waits inside the queue makes it wake when something is queued instead of at its next poll.
/// </summary>
internal sealed class DeliveryReceiver(IDeliveryQueueGrain queue, SiloAddress silo) : IQueueAdapterReceiver
{
    public Task Initialize(TimeSpan timeout) => Task.CompletedTask;

    public async Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount) =>
        await queue.DequeueAsync(maxCount, silo) is { Length: > 0 } batches ? [.. batches] : [];

    // What is handed out is gone from the queue; a batch that is lost after that leaves a hole in the numbers.
    public Task MessagesDeliveredAsync(IList<IBatchContainer> messages) => Task.CompletedTask;

    public Task Shutdown(TimeSpan timeout) => Task.CompletedTask;
}
