using System.Globalization;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Accounts;
using ChatOrleans.Grains.Shards;
using ChatOrleans.Grains.Storage;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace ChatOrleans.Grains.Erasure;

/// <summary>
/// Looks for what an erasure should have taken away: words in every column that every database has, whatever put it there,
/// in files, and what is still stored under the user's id. It reads everything, which takes its time.
/// </summary>
public static class LeftoverSearch
{
    private const int PhrasesAtOnce = 200;

    private static readonly string WordsStatement = SqlText.Of<Leftover>("leftover_words");
    private static readonly string ThreadsStatement = SqlText.Of<Leftover>("leftovers_in_threads");
    private static readonly string HomeStatement = SqlText.Of<Leftover>("leftovers_at_home");

    /// <summary>What is left in the home database and in all its shards.</summary>
    /// <param name="homeConnectionString">The home database.</param>
    /// <param name="configuration">Names the shards.</param>
    /// <param name="user">Under whose id is looked; null for nobody's.</param>
    /// <param name="phrases">The words that are looked for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyList<Leftover>> InDatabasesAsync(
        string homeConnectionString,
        IConfiguration configuration,
        UserId? user,
        IReadOnlyList<string> phrases,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(phrases);
        List<Leftover> found = [];
        var shards = ShardSetup.Read(configuration).Select(shard => (shard.Key, shard.Value));
        foreach (var (name, connectionString) in shards.Prepend((LogShard.Home, homeConnectionString)))
        {
            await using var source = PostgresSource.Create(connectionString, static settings => settings.CommandTimeout = 0);
            foreach (var some in phrases.Chunk(PhrasesAtOnce))
            {
                await AddAsync(found, name, source.CreateCommand(WordsStatement).With(some), cancellationToken);
            }

            if (user is { } id)
            {
                await AddAsync(found, name, source.CreateCommand(ThreadsStatement).With(id.Value), cancellationToken);
                if (name == LogShard.Home)
                {
                    await AddAsync(found, name, source.CreateCommand(HomeStatement).With(id.Value), cancellationToken);
                }
            }
        }

        return [.. found.GroupBy(one => (one.Place, one.What)).Select(group => group.First() with { Rows = group.Max(one => one.Rows) })];
    }

    /// <summary>The lines of a file that hold one of the phrases, compared without case.</summary>
    public static async Task<IReadOnlyList<Leftover>> InFileAsync(
        string path, IReadOnlyList<string> phrases, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(phrases);
        List<Leftover> found = [];
        var number = 0L;
        await foreach (var line in File.ReadLinesAsync(path, cancellationToken))
        {
            number++;
            if (phrases.Any(phrase => line.Contains(phrase, StringComparison.OrdinalIgnoreCase)))
            {
                found.Add(new Leftover(path, string.Create(CultureInfo.InvariantCulture, $"line {number}"), 1));
            }
        }

        return found;
    }

    private static async Task AddAsync(
        List<Leftover> found, string place, NpgsqlCommand search, CancellationToken cancellationToken)
    {
        await using var command = search;
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            if (row.GetInt64(1) > 0)
            {
                found.Add(new Leftover(place, row.GetString(0), row.GetInt64(1)));
            }
        }
    }
}
