using System.Collections.Concurrent;

namespace ChatOrleans.Gateway.Limits;

/// <summary>
/// The addresses from which owners have logged in, as this gateway remembers. Strangers who try an account's password from
/// everywhere use up the account's limit; its owner comes in all the same.
/// </summary>
internal sealed class KnownPlaces
{
    private const int Places = 100_000;

    private readonly ConcurrentDictionary<(ClientAddress Address, NameKey Name), byte> _known = new();

    /// <summary>Remembers, as long as there is room.</summary>
    public void Add(ClientAddress address, NameKey name)
    {
        if (_known.Count < Places)
        {
            _known.TryAdd((address, name), 0);
        }
    }

    public bool Contains(ClientAddress address, NameKey name) => _known.ContainsKey((address, name));
}
