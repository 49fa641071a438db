using System.CommandLine;
using System.Text.Json;
using ChatOrleans.LoadTest.Reports;

namespace ChatOrleans.LoadTest.Commands;

/// <summary><c>compare</c>: two reports beside each other.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var one = new Argument<string>("A") { Description = "a report as JSON" };
        var other = new Argument<string>("B") { Description = "another one" };
        var command = new Command("compare", "Each figure of two reports, and the ratio of B to A.") { one, other };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var first = await ReadAsync(parsed.GetRequiredValue(one), cancellationToken);
            using var second = await ReadAsync(parsed.GetRequiredValue(other), cancellationToken);
            var comparison = new Comparison(first.RootElement, second.RootElement);
            await Console.Out.WriteLineAsync(string.Join(Environment.NewLine, comparison.Lines()));
            return 0;
        });
        return command;
    }

    private static async Task<JsonDocument> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(path);
            var document = await JsonDocument.ParseAsync(file, cancellationToken: cancellationToken);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("figures", out _))
            {
                throw new SetUpException($"'{path}' is no report.");
            }

            return root.TryGetProperty("schema", out var schema) && schema.GetInt32() > RunReport.CurrentSchema
                ? throw new SetUpException($"'{path}' is of a later version (schema {schema}) than this program knows.")
                : document;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new SetUpException($"'{path}' can't be read: {exception.Message}", exception);
        }
    }
}
