using ChatOrleans.Grains.Storage;
using Npgsql;

namespace ChatOrleans.Grains.Shards;

/// <summary>One end of a move: the statements about one bucket of one database.</summary>
internal sealed class BucketDatabase(NpgsqlDataSource source, string name, int bucket)
{
    private const int RowsErasedAtOnce = 5_000;

    private static readonly string ArriveStatement = Sql("arrive");
    private static readonly string TakeStatement = Sql("take");
    private static readonly string CallOffStatement = Sql("call_off");
    private static readonly string DepartStatement = Sql("depart");
    private static readonly string ServeStatement = Sql("serve");
    private static readonly string EraseLogStatement = Sql("erase_log");
    private static readonly string EraseMembersStatement = Sql("erase_members");
    private static readonly string PassTurnStatement = Sql("pass_turn");
    private static readonly string EraseSearchStatement = Sql("erase_search");
    private static readonly string ErasePositionsStatement = Sql("erase_positions");
    private static readonly string EraseChangesStatement = Sql("erase_changes");
    private static readonly string EraseReactionsStatement = Sql("erase_reactions");
    private static readonly string EraseAttachmentsStatement = Sql("erase_attachments");
    private static readonly string CountStatement = Sql("count_log");
    private static readonly string DigestStatement = Sql("digest");

    public NpgsqlDataSource Source => source;

    public string Name => name;

    public int Number => bucket;

    /// <summary>The parameters of a statement about all rows of the bucket.</summary>
    public NpgsqlParameter[] Range => [new() { Value = Bucket.First(bucket) }, new() { Value = Bucket.Last(bucket) }];

    public async Task<bool> IsServedAsync(CancellationToken cancellationToken) =>
        (await ShardState.ReadAsync(source, cancellationToken)).Readable.Contains(bucket);

    /// <summary>Begins an arrival.</summary>
    public Task ArriveAsync(string from, Guid token, CancellationToken cancellationToken) =>
        ExecuteAsync(ArriveStatement, cancellationToken, new() { Value = (short)bucket }, new() { Value = from }, new() { Value = token });

    /// <summary>Serves what has arrived; false when the arrival was called off.</summary>
    public async Task<bool> TakeAsync(Guid token) =>
        await ExecuteAsync(TakeStatement, CancellationToken.None, new() { Value = bucket }, new() { Value = token }) == 1;

    /// <summary>Calls an arrival off; when this is done, the bucket is served here already or will not be.</summary>
    public Task CallOffAsync(CancellationToken cancellationToken) =>
        ExecuteAsync(CallOffStatement, cancellationToken, new NpgsqlParameter { Value = (short)bucket });

    /// <summary>Ends a departure.</summary>
    public Task DepartAsync(CancellationToken cancellationToken) =>
        ExecuteAsync(DepartStatement, cancellationToken, new NpgsqlParameter { Value = (short)bucket });

    /// <summary>Serves the bucket (again).</summary>
    public Task ServeAsync(CancellationToken cancellationToken) =>
        ExecuteAsync(ServeStatement, cancellationToken, new NpgsqlParameter { Value = bucket });

    /// <summary>Deletes the bucket's rows where it is not served, some at a time.</summary>
    public async Task EraseAsync(CancellationToken cancellationToken)
    {
        string[] statements =
        [
            EraseSearchStatement, ErasePositionsStatement, EraseLogStatement, EraseMembersStatement, EraseChangesStatement,
            EraseReactionsStatement, EraseAttachmentsStatement,
        ];
        await ExecuteAsync(PassTurnStatement, cancellationToken);
        foreach (var statement in statements)
        {
            while (await ExecuteAsync(statement, cancellationToken, [.. Range, new() { Value = RowsErasedAtOnce }]) == RowsErasedAtOnce)
            {
            }
        }
    }

    /// <summary>The bucket's events that are stored here, counted one by one.</summary>
    public async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        await using var command = Command(CountStatement, Range);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public async Task<BucketDigest> DigestAsync(CancellationToken cancellationToken)
    {
        await using var command = Command(DigestStatement, Range);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return new BucketDigest(
            row.GetInt64(0),
            row.GetInt64(1),
            row.GetString(2),
            row.GetString(3),
            row.GetString(4),
            row.GetString(5),
            row.GetString(6),
            row.GetInt64(7));
    }

    private static string Sql(string name) => SqlText.Of<BucketDatabase>(name);

    private async Task<int> ExecuteAsync(
        string statement, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        await using var command = Command(statement, parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private NpgsqlCommand Command(string statement, NpgsqlParameter[] parameters)
    {
        var command = source.CreateCommand(statement);
        command.Parameters.AddRange(parameters);
        return command;
    }
}
