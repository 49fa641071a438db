namespace ChatOrleans.Grains.Storage;

/// <summary>The text of embedded .sql files.</summary>
internal static class EmbeddedSql
{
    /// <summary>Reads a file by its full resource name.</summary>
    internal static string Read(string resource)
    {
        using var stream = typeof(EmbeddedSql).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The assembly holds no '{resource}'.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
