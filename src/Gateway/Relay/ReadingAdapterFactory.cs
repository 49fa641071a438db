using Orleans.Streams;

namespace ChatOrleans.Gateway.Relay;

/// <summary>The stream provider's adapter at a client, which only subscribes: silos read the queues and deliver.</summary>
internal sealed class ReadingAdapterFactory : IQueueAdapterFactory, IQueueAdapter
{
    private const string NotHere = "A gateway only subscribes; silos write and read the queues.";

    public ReadingAdapterFactory(string name) => Name = name;

    public string Name { get; }

    public bool IsRewindable => false;

    public StreamProviderDirection Direction => StreamProviderDirection.ReadOnly;

    public Task<IQueueAdapter> CreateAdapter() => Task.FromResult<IQueueAdapter>(this);

    public Task QueueMessageBatchAsync<T>(
        StreamId streamId, IEnumerable<T> events, StreamSequenceToken token, Dictionary<string, object> requestContext) =>
        throw new NotSupportedException(NotHere);

    public IQueueAdapterReceiver CreateReceiver(QueueId queueId) => throw new NotSupportedException(NotHere);

    public IQueueAdapterCache GetQueueAdapterCache() => throw new NotSupportedException(NotHere);

    public IStreamQueueMapper GetStreamQueueMapper() => throw new NotSupportedException(NotHere);

    public Task<IStreamFailureHandler> GetDeliveryFailureHandler(QueueId queueId) =>
        throw new NotSupportedException(NotHere);
}
