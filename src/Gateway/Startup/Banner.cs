using ChatOrleans.Gateway.Web;

namespace ChatOrleans.Gateway.Startup;

/// <summary>What the person who started the program reads when it is ready. The last line says so.</summary>
public static class Banner
{
    /// <summary>Of a process that has clients.</summary>
    public static void PrintGateway(TextWriter output, WebApplication app, string what, string detail)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(app);
        var all = Reachable(app.Urls);
        var first = all.FirstOrDefault() ?? "(no address)";
        var hasPage = app.Services.GetRequiredService<WebFiles>().Any;
        output.WriteLine($"  hub       {first}/hubs/chat");
        output.WriteLine($"  HTTP      {first}/api/v1  (described by {first}/openapi/v1.json)");
        Print(output, all, what, detail, hasPage ? "open it in a browser" : "send the first message: README.md, \"First message\"");
    }

    /// <summary>Of a silo that has no clients of its own.</summary>
    public static void PrintSilo(TextWriter output, IEnumerable<string> addresses, string what, string detail)
    {
        ArgumentNullException.ThrowIfNull(output);
        Print(output, Reachable(addresses), what, detail, "a silo: health and metrics only");
    }

    private static void Print(TextWriter output, string[] addresses, string what, string detail, string hint)
    {
        output.WriteLine($"  {what,-8}  {detail}");
        output.WriteLine($"ChatOrleans is ready: {string.Join(" ", addresses)}  ({hint})");
        output.Flush();
    }

    /// <summary>An address to listen on isn't always one to connect to.</summary>
    private static string[] Reachable(IEnumerable<string> addresses) =>
    [
        .. addresses.Select(address => address
            .Replace("//0.0.0.0:", "//127.0.0.1:", StringComparison.Ordinal)
            .Replace("//[::]:", "//127.0.0.1:", StringComparison.Ordinal)
            .TrimEnd('/')),
    ];
}
