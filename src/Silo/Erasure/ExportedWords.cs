using System.Text.Json;
using ChatOrleans.Gateway.Startup;

namespace ChatOrleans.Silo.Erasure;

/// <summary>What somebody's export, made before they were erased, shows of them: names, addresses, and what they wrote.</summary>
internal static class ExportedWords
{
    private static readonly string[] Profile = ["handle", "displayName", "email", "hostUserId"];

    internal static async Task<IReadOnlyList<string>> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = File.OpenRead(file);
            using var export = await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken);
            return [.. WordsOf(export.RootElement)];
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new StartupException($"--export is '{file}'; it must be the JSON file of an export.", exception);
        }
    }

    private static IEnumerable<string> WordsOf(JsonElement export)
    {
        foreach (var profile in export.GetProperty("profile").EnumerateArray())
        {
            foreach (var word in Profile.SelectMany(name => Texts(profile, name)))
            {
                yield return word;
            }
        }

        foreach (var word in export.GetProperty("sessions").EnumerateArray().SelectMany(session => Texts(session, "deviceName")))
        {
            yield return word;
        }

        foreach (var word in export.GetProperty("reports").EnumerateArray().SelectMany(report => Texts(report, "text")))
        {
            yield return word;
        }

        var own = export.GetProperty("conversations").EnumerateArray()
            .SelectMany(conversation => conversation.GetProperty("messages").EnumerateArray())
            .Where(message => message.GetProperty("from").GetString() == "me");
        foreach (var word in own.SelectMany(message => Texts(message, "text").Concat(Texts(message, "before"))))
        {
            yield return word;
        }
    }

    private static IEnumerable<string> Texts(JsonElement item, string name) => !item.TryGetProperty(name, out var value) ? []
        : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(text => text.GetString() ?? "")
        : [value.GetString() ?? ""];
}
