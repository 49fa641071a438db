namespace ChatOrleans.Grains.Storage;

/// <summary>Reads a statement from the embedded <c>Sql/*.sql</c> file beside the class that runs it.</summary>
internal static class SqlText
{
    public static string Of<T>(string name)
    {
        var resource = $"{typeof(T).Namespace}.Sql.{name}.sql";
        using var stream = typeof(T).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The assembly holds no statement {resource}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
