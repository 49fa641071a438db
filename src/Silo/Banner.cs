using ChatOrleans.Silo.Database;

namespace ChatOrleans.Silo;

/// <summary>What the person who started the program reads when it is ready. The last line says so.</summary>
internal static class Banner
{
    internal static void Print(TextWriter output, IEnumerable<string> addresses, ChatDatabase database)
    {
        var all = addresses.Select(Reachable).ToArray();
        var first = all.FirstOrDefault() ?? "(no address)";
        output.WriteLine($"  hub       {first}/hubs/chat");
        output.WriteLine($"  HTTP      {first}/api/v1  (described by {first}/openapi/v1.json)");
        output.WriteLine($"  database  {database.Description}");
        output.WriteLine(
            $"ChatOrleans is ready: {string.Join(" ", all)}  (send the first message: README.md, \"First message\")");
        output.Flush();
    }

    /// <summary>An address to listen on isn't always one to connect to.</summary>
    private static string Reachable(string address) =>
        address
            .Replace("//0.0.0.0:", "//127.0.0.1:", StringComparison.Ordinal)
            .Replace("//[::]:", "//127.0.0.1:", StringComparison.Ordinal)
            .TrimEnd('/');
}
