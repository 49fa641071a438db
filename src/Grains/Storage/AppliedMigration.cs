using System.Collections.Immutable;

namespace ChatOrleans.Grains.Storage;

/// <summary>What a database says of a migration that it has seen.</summary>
internal sealed record AppliedMigration(int Number, string Name, ImmutableArray<byte> Hash)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Number:D4}_{Name}";
}
