using System.Collections.Immutable;

namespace ChatOrleans.Grains.Storage;

/// <summary>One embedded migration. Its number, name and text never change once it is merged.</summary>
internal sealed record Migration(int Number, string Name, string Sql, ImmutableArray<byte> Hash)
{
    /// <summary>The file's name without its ending.</summary>
    public override string ToString() => $"{Number:D4}_{Name}";
}
