using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Accounts;
using ChatOrleans.Grains.Shards;
using ChatOrleans.Grains.Storage;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Push;

/// <summary>What there is to tell, read at the moment of telling it.</summary>
internal sealed class PushLog(LogShards shards, IOptions<NotificationOptions> options)
{
    private static readonly string NewsStatement = SqlText.Of<PushLog>("news");
    private static readonly string PeopleStatement = SqlText.Of<PushLog>("people");

    /// <summary>
    /// What the threads of these claims look like, one statement a shard; false where a thread could not be read just now,
    /// null where there is no such member.
    /// </summary>
    public async Task<(bool Served, PushNews? News)[]> ReadAsync(IReadOnlyList<PushClaim> claims)
    {
        var answers = new (bool Served, PushNews? News)[claims.Count];
        foreach (var group in Enumerable.Range(0, claims.Count).GroupBy(place => shards.Of(claims[place].ThreadId)))
        {
            int[] places = [.. group];
            var read = await ReadAsync(group.Key, [.. places.Select(place => claims[place])]);
            for (var i = 0; i < places.Length; i++)
            {
                answers[places[i]] = read[i];
            }
        }

        if (shards.Several && Array.Exists(answers, answer => !answer.Served))
        {
            await shards.RefreshAsync();
        }

        return answers;
    }

    /// <summary>People as others see them.</summary>
    public async Task<Dictionary<UserId, PushPerson>> ReadPeopleAsync(IEnumerable<UserId> users)
    {
        await using var command = shards.Home.CreateCommand(PeopleStatement).With(users.Distinct().Select(user => user.Value).ToArray());
        await using var row = await command.ExecuteReaderAsync();
        Dictionary<UserId, PushPerson> people = [];
        while (await row.ReadAsync())
        {
            people[new UserId(row.GetGuid(0))] = new PushPerson(
                row.GetString(1),
                row.GetString(2),
                row.GetBoolean(3),
                row.IsDBNull(4) ? null : row.GetString(4),
                row.IsDBNull(5) ? null : row.GetString(5));
        }

        return people;
    }

    private async Task<List<(bool Served, PushNews? News)>> ReadAsync(LogShard shard, PushClaim[] claims)
    {
        await using var command = shard.Source.CreateCommand(NewsStatement)
            .With(Array.ConvertAll(claims, claim => claim.ThreadId.Value))
            .With(Array.ConvertAll(claims, claim => claim.UserId.Value))
            .With(Array.ConvertAll(claims, claim => claim.ToldSeq))
            .With(Array.ConvertAll(claims, claim => claim.ShownSeq))
            .With(options.Value.Content == NotificationContent.Text);
        await using var row = await command.ExecuteReaderAsync();
        List<(bool Served, PushNews? News)> read = [];
        while (await row.ReadAsync())
        {
            read.Add((row.GetBoolean(0), row.IsDBNull(1) ? null : new PushNews
            {
                PeerId = new UserId(row.GetGuid(1)),
                DeliveredSeq = row.GetInt64(2),
                MutedUntil = row.IsDBNull(3) ? null : new DateTimeOffset(row.GetDateTime(3)),
                IsBarred = row.GetBoolean(4),
                NewestSeq = row.IsDBNull(5) ? 0 : row.GetInt64(5),
                NewestAt = row.IsDBNull(6) ? default : new DateTimeOffset(row.GetDateTime(6)),
                Text = row.IsDBNull(7) ? null : row.GetString(7),
                Unread = row.IsDBNull(8) ? 0 : row.GetInt64(8),
            }));
        }

        return read;
    }
}
