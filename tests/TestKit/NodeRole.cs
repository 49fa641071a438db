namespace ChatOrleans.TestKit;

/// <summary>What a process of the product does.</summary>
public enum NodeRole
{
    /// <summary>Holds grains and has the database; people don't connect to it.</summary>
    Silo,

    /// <summary>Takes people's connections, and reaches the silos over the network.</summary>
    Gateway,

    /// <summary>Silo and gateway in one.</summary>
    Both,
}
