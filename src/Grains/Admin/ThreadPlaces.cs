using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Grains.Admin;

/// <summary>Where threads are awake.</summary>
internal sealed class ThreadPlaces(IGrainFactory grains)
{
    /// <summary>The address of the silo that the thread is awake in; null while it sleeps.</summary>
    public async Task<string?> SiloOfAsync(ThreadId threadId)
    {
        var thread = grains.GetGrain<IThreadGrain>(threadId.Value);
        return (await grains.GetGrain<IManagementGrain>(0).GetActivationAddress(thread))?.Endpoint.ToString();
    }
}
