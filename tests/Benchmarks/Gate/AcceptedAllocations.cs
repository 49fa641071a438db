using System.Text.Json;
using ChatOrleans.TestKit;

namespace ChatOrleans.Benchmarks.Gate;

/// <summary>The committed file of bytes a message, by piece.</summary>
internal static class AcceptedAllocations
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    public static string File { get; } = Path.Combine(Repository.Root, "tests", "Benchmarks", "allocations.json");

    public static async Task<SortedDictionary<string, long>> ReadAsync()
    {
        await using var file = System.IO.File.OpenRead(File);
        return new(
            await JsonSerializer.DeserializeAsync<Dictionary<string, long>>(file, Json) ?? [], StringComparer.Ordinal);
    }

    public static Task WriteAsync(IReadOnlyDictionary<string, long> allocations) =>
        System.IO.File.WriteAllTextAsync(
            File,
            JsonSerializer.Serialize(
                new SortedDictionary<string, long>(allocations.ToDictionary(), StringComparer.Ordinal), Json) + "\n");
}
