using System.Text.Json;

namespace ChatOrleans.LoadTest.Commands;

/// <summary>Options from a JSON file: an object of option names and values, for runs that would be a long line.</summary>
internal static class ConfigFile
{
    private const string Option = "--config";

    /// <summary>The command line with the file's options behind it, those left out that it has itself.</summary>
    public static string[] Expand(string[] args)
    {
        var at = Array.IndexOf(args, Option);
        if (at < 0 || at + 1 >= args.Length)
        {
            return args;
        }

        var path = args[at + 1];
        try
        {
            using var document = JsonDocument.Parse(
                File.ReadAllText(path),
                new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return [.. args, .. document.RootElement.EnumerateObject().SelectMany(option => Written(option, args))];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            throw new SetUpException($"'{path}' is no file of options: {exception.Message}", exception);
        }
    }

    private static IEnumerable<string> Written(JsonProperty option, string[] args)
    {
        var name = "--" + option.Name.TrimStart('-');
        if (args.Any(arg => arg == name || arg.StartsWith(name + "=", StringComparison.Ordinal)))
        {
            return [];
        }

        return option.Value.ValueKind switch
        {
            JsonValueKind.True => [name],
            JsonValueKind.False or JsonValueKind.Null => [],
            JsonValueKind.Array => option.Value.EnumerateArray().SelectMany(value => new[] { name, value.ToString() }),
            _ => [name, option.Value.ToString()],
        };
    }
}
