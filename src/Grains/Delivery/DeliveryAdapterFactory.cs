using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Streams;

namespace ChatOrleans.Grains.Delivery;

/// <summary>What Orleans' persistent stream provider is made of here.</summary>
internal sealed class DeliveryAdapterFactory(
    IGrainFactory grains, ILocalSiloDetails silo, TimeProvider time, IOptions<DeliveryOptions> options)
    : IQueueAdapterFactory, IQueueAdapterCache
{
    private readonly DeliveryAdapter _adapter = new(grains, silo.SiloAddress);
    private readonly DeliveryQueueMapper _mapper = new();
    private readonly NoOpStreamDeliveryFailureHandler _failures = new();

    public static IQueueAdapterFactory Create(IServiceProvider services, string name) =>
        ActivatorUtilities.CreateInstance<DeliveryAdapterFactory>(services);

    public Task<IQueueAdapter> CreateAdapter() => Task.FromResult<IQueueAdapter>(_adapter);

    public IQueueAdapterCache GetQueueAdapterCache() => this;

    public IQueueCache CreateQueueCache(QueueId queueId) => new ReaderCache(time, options.Value.ReaderCapacity);

    public IStreamQueueMapper GetStreamQueueMapper() => _mapper;

    public Task<IStreamFailureHandler> GetDeliveryFailureHandler(QueueId queueId) =>
        Task.FromResult<IStreamFailureHandler>(_failures);
}
