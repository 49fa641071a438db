using ChatOrleans.TestKit;

namespace ChatOrleans.Faults.Injecting;

/// <summary>
/// Sees to it that nothing is done to the last good node of a role: what a schedule thinks will be up again may not be on
/// a slow machine. Safe for concurrent use.
/// </summary>
internal sealed class Turns(ChatTopology topology)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly HashSet<ChatNode> _hurt = [];

    /// <summary>Waits until nothing is done to this node and another one of its role is well; to be ended by <see cref="End"/>.</summary>
    public async Task BeginAsync(ChatNode node)
    {
        var others = topology.Nodes.Where(other => other.Role == node.Role && other != node).ToArray();
        while (!TryReserve(node, others))
        {
            await Task.Delay(Look);
        }

        // Whoever is reserved later leaves one of these alone too.
        while (others.Length > 0 && !await IsAnyWellAsync(others))
        {
            await Task.Delay(Look);
        }
    }

    /// <summary>Nothing is done to it any more.</summary>
    public void End(ChatNode node)
    {
        lock (_hurt)
        {
            _hurt.Remove(node);
        }
    }

    private bool TryReserve(ChatNode node, ChatNode[] others)
    {
        lock (_hurt)
        {
            return (others.Length == 0 || others.Any(other => !_hurt.Contains(other))) && _hurt.Add(node);
        }
    }

    private async Task<bool> IsAnyWellAsync(ChatNode[] others)
    {
        foreach (var other in others)
        {
            if (IsLeftAlone(other) && await other.IsReadyAsync() && IsLeftAlone(other))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsLeftAlone(ChatNode node)
    {
        lock (_hurt)
        {
            return !_hurt.Contains(node);
        }
    }
}
