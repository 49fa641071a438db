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

    /// <summary>Reads one; what is none is an error of the command line.</summary>
    public static Uri Parse(System.CommandLine.Parsing.ArgumentResult result)
    {
        if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
        {
            return url;
        }

        result.AddError($"'{result.Tokens[0].Value}' must be an http or https address.");
        return new Uri(Product);
    }
}
