using System.Collections.Immutable;

namespace ChatOrleans.Grains.Users;

/// <summary>
/// Gateways with a moment each. A user has one or two, and every user who is online has such a table: an array of what
/// there is, and none for nobody.
/// </summary>
internal sealed class GatewayTimes
{
    private (Guid Gateway, DateTimeOffset At)[] _entries = [];

    public int Count => _entries.Length;

    /// <summary>Sets a gateway's moment; true when the gateway is new.</summary>
    public bool Set(Guid gateway, DateTimeOffset at)
    {
        var index = IndexOf(gateway);
        if (index >= 0)
        {
            _entries[index].At = at;
            return false;
        }

        _entries = [.. _entries, (gateway, at)];
        return true;
    }

    /// <summary>Removes a gateway; true when it was there.</summary>
    public bool Remove(Guid gateway)
    {
        var index = IndexOf(gateway);
        if (index >= 0)
        {
            _entries = [.. _entries[..index], .. _entries[(index + 1)..]];
        }

        return index >= 0;
    }

    /// <summary>Removes all whose moment has come, and answers who they were.</summary>
    public ImmutableArray<Guid> RemoveUpTo(DateTimeOffset now)
    {
        if (!Array.Exists(_entries, entry => entry.At <= now))
        {
            return [];
        }

        ImmutableArray<Guid> removed = [.. _entries.Where(entry => entry.At <= now).Select(static entry => entry.Gateway)];
        _entries = Array.FindAll(_entries, entry => entry.At > now);
        return removed;
    }

    /// <summary>A gateway's moment; null where it has none.</summary>
    public DateTimeOffset? At(Guid gateway) => IndexOf(gateway) is >= 0 and var index ? _entries[index].At : null;

    public ImmutableArray<Guid> Gateways() => [.. _entries.Select(static entry => entry.Gateway)];

    private int IndexOf(Guid gateway) => Array.FindIndex(_entries, entry => entry.Gateway == gateway);
}
