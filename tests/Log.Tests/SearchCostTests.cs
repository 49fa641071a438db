using ChatOrleans.Grains.Accounts;
using ChatOrleans.Grains.Search;
using ChatOrleans.Grains.Storage;
using NpgsqlTypes;

namespace ChatOrleans.Log.Tests;

[Collection(LogGroup.Name)]
public sealed class SearchCostTests(LogFixture fixture)
{
    [Fact]
    public async Task Search_AmongOthersMessagesWithTheSameWord_ReadsOnesOwn()
    {
        // A descent into each posting list, the caller's hundred rows, and the twenty messages of the page.
        const int MaxBuffers = 700;
        var caller = await fixture.NewThreadAsync(active: false);
        await fixture.ExecuteAsync(
            """
            INSERT INTO message_search (thread_id, seq, at, words)
            SELECT CASE WHEN t = 1 THEN $1 ELSE md5('cost' || t)::uuid END, s, to_timestamp(s),
                   search_words('everybody says this')
                   || array_to_tsvector(ARRAY[search_member(CASE WHEN t = 1 THEN $2 ELSE md5('member' || t)::uuid END), search_member(md5('peer' || t)::uuid)])
            FROM generate_series(1, 200) t, generate_series(1, 100) s
            """,
            caller.Id.Value,
            caller.One.Value);
        await fixture.ExecuteAsync(
            """
            INSERT INTO message_log (thread_id, seq, type, sender_id, at, client_message_id, text)
            SELECT $1, s, 1, $2, to_timestamp(s), 'c' || s, 'everybody says this' FROM generate_series(1, 100) s
            """,
            caller.Id.Value,
            caller.One.Value);
        await fixture.ExecuteAsync("VACUUM ANALYZE message_search, message_log, message_change, search_pending, search_position");
        var cost = await Buffers.OfAsync(
            fixture.Source,
            SqlText.Of<SearchRead>("find"),
            plan: "message_search_words",
            new() { Value = caller.One.Value },
            new() { Value = "everybody" },
            new() { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid },
            new() { Value = float.PositiveInfinity, NpgsqlDbType = NpgsqlDbType.Real },
            new() { Value = SearchCursor.Start.At },
            new() { Value = Guid.Empty },
            new() { Value = 0L },
            new() { Value = 21 });
        Assert.InRange(cost, 1, MaxBuffers);
    }

    [Theory]
    [InlineData("cost.1", "account_handle_key_key")]
    [InlineData("kost 1", "account_name")]
    [InlineData("kost", "account_name")]
    public async Task People_AmongMany_AreFoundByIndex(string query, string index)
    {
        const int MaxBuffers = 250;
        await fixture.ExecuteAsync(
            """
            INSERT INTO account (user_id, handle, handle_key, display_name, password_hash, created_at)
            SELECT gen_random_uuid(), 'cost.' || n, 'cost.' || n, 'Köst ' || n, '', now() FROM generate_series(1, 20000) n
            ON CONFLICT DO NOTHING
            """);
        await fixture.ExecuteAsync("VACUUM ANALYZE account, block");
        var cost = await Buffers.OfAsync(
            fixture.Source,
            SqlText.Of<AccountStore>("search"),
            plan: index,
            new() { Value = query.Contains(' ', StringComparison.Ordinal) ? DBNull.Value : query, NpgsqlDbType = NpgsqlDbType.Text },
            new() { Value = 20 },
            new() { Value = query.Replace('o', 'ö') },
            new() { Value = Guid.NewGuid() });
        Assert.InRange(cost, 1, MaxBuffers);
    }
}
