namespace ChatOrleans.Grains.Storage;

/// <summary>Reads a statement from the embedded <c>Sql/*.sql</c> file beside the class that runs it.</summary>
internal static class SqlText
{
    public static string Of<T>(string name) => EmbeddedSql.Read($"{typeof(T).Namespace}.Sql.{name}.sql");
}
