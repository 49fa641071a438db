using System.Globalization;
using ChatOrleans.Benchmarks.Pieces;

namespace ChatOrleans.Benchmarks.Gate;

/// <summary>Fails when a piece allocates more than a tenth more than was accepted.</summary>
internal static class AllocationGate
{
    private const double Growth = 1.1;

    /// <summary>Measures all, tells it, and compares.</summary>
    public static async Task<GateVerdict> CheckAsync(TextWriter output)
    {
        var accepted = await AcceptedAllocations.ReadAsync();
        var growths = new List<string>();
        await foreach (var (name, bytes) in MeasureAsync())
        {
            var known = accepted.TryGetValue(name, out var before);
            var grew = !known || bytes > before * Growth;
            var line = known
                ? string.Create(CultureInfo.InvariantCulture, $"{name}: {bytes} bytes a message, {before} accepted")
                : string.Create(CultureInfo.InvariantCulture, $"{name}: {bytes} bytes a message, nothing accepted yet");
            await output.WriteLineAsync((grew ? "GREW  " : "      ") + line);
            if (grew)
            {
                growths.Add(line);
            }
        }

        return new GateVerdict(growths);
    }

    /// <summary>Measures all and writes it down as accepted.</summary>
    public static async Task AcceptAsync(TextWriter output)
    {
        var measured = new Dictionary<string, long>();
        await foreach (var (name, bytes) in MeasureAsync())
        {
            measured[name] = bytes;
            await output.WriteLineAsync($"{name}: {bytes} bytes a message");
        }

        await AcceptedAllocations.WriteAsync(measured);
    }

    private static async IAsyncEnumerable<(string Name, long Bytes)> MeasureAsync()
    {
        foreach (var piece in AllPieces.Make())
        {
            await using (piece)
            {
                await piece.PrepareAsync();
                yield return (piece.Name, await AllocationMeter.MeasureAsync(piece));
            }
        }
    }
}
