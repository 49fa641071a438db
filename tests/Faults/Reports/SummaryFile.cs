using System.Text.Encodings.Web;
using System.Text.Json;

namespace ChatOrleans.Faults.Reports;

/// <summary>The sum of all runs as a file.</summary>
internal static class SummaryFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes it; nothing without a path.</summary>
    public static async Task WriteAsync<T>(string? path, T summary)
    {
        if (path is not null)
        {
            await using var file = File.Create(path);
            await JsonSerializer.SerializeAsync(file, summary, Json);
        }
    }
}
