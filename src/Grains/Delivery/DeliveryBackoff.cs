using Orleans.Internal;
using Orleans.Runtime.Providers;

namespace ChatOrleans.Grains.Delivery;

/// <summary>
/// The pause between a reader's attempts to read its queue or to reach a gateway. Orleans' own begins at 10 s for a read,
/// which would make every stream of a queue silent for that long when the queue's silo dies.
/// </summary>
internal sealed class DeliveryBackoff() : FixedBackoff(TimeSpan.FromMilliseconds(250)),
    IQueueReaderBackoffProvider, IMessageDeliveryBackoffProvider;
