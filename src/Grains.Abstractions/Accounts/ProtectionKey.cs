namespace ChatOrleans.Grains.Abstractions.Accounts;

/// <summary>A key that protects tokens. A secret: it is never logged.</summary>
[GenerateSerializer, Immutable, Alias("chat.ProtectionKey")]
public sealed record ProtectionKey
{
    /// <summary>The name it is stored under.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>The key, its algorithms and its life, as ASP.NET Core Data Protection writes them.</summary>
    [Id(1)] public required string Xml { get; init; }

    /// <summary>Hides the key: the record's own text would hold it.</summary>
    public override string ToString() => $"{nameof(ProtectionKey)} {Name}";
}
