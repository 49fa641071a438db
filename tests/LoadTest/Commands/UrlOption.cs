using System.CommandLine;

namespace ChatOrleans.LoadTest.Commands;

/// <summary>Options that are the address of a server.</summary>
internal static class UrlOption
{
    public const string Product = "http://127.0.0.1:5080";

    public static Option<Uri> Server() => new("--url")
    {
        Description = "the server",
        DefaultValueFactory = _ => new Uri(Product),
        CustomParser = Parse,
    };

    /// <summary>The same, where there may be several.</summary>
    public static Option<Uri[]> Servers() => new("--url")
    {
        Description = "the server; repeated for several gateways of one cluster, over which people spread",
        DefaultValueFactory = _ => [new Uri(Product)],
        CustomParser = result => [.. result.Tokens.Select(token => Read(token.Value, result))],
    };

    /// <summary>Reads one; what is none is an error of the command line.</summary>
    public static Uri Parse(System.CommandLine.Parsing.ArgumentResult result) => Read(result.Tokens[0].Value, result);

    private static Uri Read(string text, System.CommandLine.Parsing.ArgumentResult result)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
        {
            return url;
        }

        result.AddError($"'{text}' must be an http or https address.");
        return new Uri(Product);
    }
}
