namespace ChatOrleans.Grains.Abstractions.Cluster;

/// <summary>
/// Tells gateways which silos there are. Every silo answers for itself, from memory. The key means nothing; calls to
/// different keys go through different silos, so that asking with another key is asking another silo.
/// </summary>
[Alias("chat.ISiloListGrain")]
public interface ISiloListGrain : IGrainWithIntegerKey
{
    /// <summary>The silos as the answering one knows them.</summary>
    [Alias("Get")]
    Task<SiloList> GetAsync();
}
