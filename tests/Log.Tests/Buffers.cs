using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace ChatOrleans.Log.Tests;

/// <summary>What a statement costs, in pages of PostgreSQL that it touches.</summary>
internal static partial class Buffers
{
    /// <summary>Runs a statement; with <paramref name="plan"/> its plan has to have the text.</summary>
    public static async Task<int> OfAsync(NpgsqlDataSource source, string statement, string? plan, params NpgsqlParameter[] parameters)
    {
        await using var command = source.CreateCommand("EXPLAIN (ANALYZE, BUFFERS, TIMING OFF) " + statement);
        command.Parameters.AddRange(parameters);
        await using var row = await command.ExecuteReaderAsync();
        List<string> lines = [];
        while (await row.ReadAsync())
        {
            lines.Add(row.GetString(0));
        }

        if (plan is not null)
        {
            Assert.Contains(lines, line => line.Contains(plan, StringComparison.Ordinal));
        }

        // The first line with buffers is the root's: the sum of all below.
        return lines.Select(line => Shared.Match(line)).First(match => match.Success).Groups.Values.Skip(1)
            .Where(group => group.Success)
            .Sum(group => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"Buffers: shared(?: hit=(\d+))?(?: read=(\d+))?")]
    private static partial Regex Shared { get; }
}
