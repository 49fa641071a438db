namespace ChatOrleans.Silo;

/// <summary>What a process does.</summary>
internal enum Role
{
    /// <summary>Grains, and clients that talk to them without an extra hop.</summary>
    Both,

    /// <summary>Grains only; clients are the gateways' business.</summary>
    Silo,

    /// <summary>Clients only; it needs no database.</summary>
    Gateway,
}
