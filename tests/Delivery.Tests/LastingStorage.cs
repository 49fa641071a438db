using System.Collections.Concurrent;
using Orleans.Serialization;
using Orleans.Storage;

namespace ChatOrleans.Delivery.Tests;

/// <summary>Grain storage that outlives every silo, as PostgreSQL does; Orleans' memory storage lives in the silos.</summary>
internal sealed class LastingStorage(LastingStorage.States states, DeepCopier copier) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        grainState.RecordExists = states.TryGetValue((stateName, grainId), out var stored);
        grainState.State = stored.State is T state ? copier.Copy(state) : Activator.CreateInstance<T>();
        grainState.ETag = stored.ETag;
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Check(stateName, grainId, grainState);
        grainState.ETag = Guid.NewGuid().ToString("N");
        grainState.RecordExists = true;
        states[(stateName, grainId)] = (copier.Copy(grainState.State), grainState.ETag);
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Check(stateName, grainId, grainState);
        _ = states.TryRemove((stateName, grainId), out _);
        grainState.ETag = null;
        grainState.RecordExists = false;
        grainState.State = Activator.CreateInstance<T>();
        return Task.CompletedTask;
    }

    private void Check<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var stored = states.TryGetValue((stateName, grainId), out var found) ? found.ETag : null;
        if (stored != grainState.ETag)
        {
            throw new InconsistentStateException("Another activation has written.", stored ?? "", grainState.ETag ?? "");
        }
    }

    /// <summary>What is stored, for all silos.</summary>
    internal sealed class States : ConcurrentDictionary<(string, GrainId), (object? State, string ETag)>;
}
