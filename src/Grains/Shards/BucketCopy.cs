using ChatOrleans.Grains.Storage;
using Npgsql;
using NpgsqlTypes;

namespace ChatOrleans.Grains.Shards;

/// <summary>
/// Copies a bucket's rows: the log while it grows, round after round from where the last one ended, and the members once
/// they stand still.
/// </summary>
internal sealed class BucketCopy(BucketDatabase from, BucketDatabase to)
{
    private static readonly string TailStatement = SqlText.Of<BucketCopy>("tail");
    private static readonly string MembersStatement = SqlText.Of<BucketCopy>("bucket_members");
    private static readonly string PutLogStatement = SqlText.Of<BucketCopy>("put_log");
    private static readonly string PutMembersStatement = SqlText.Of<BucketCopy>("put_members");

    private static readonly NpgsqlDbType[] LogTypes =
    [
        NpgsqlDbType.Uuid, NpgsqlDbType.Bigint, NpgsqlDbType.Smallint, NpgsqlDbType.Uuid, NpgsqlDbType.TimestampTz,
        NpgsqlDbType.Text, NpgsqlDbType.Text,
    ];

    private static readonly NpgsqlDbType[] MemberTypes =
    [
        NpgsqlDbType.Uuid, NpgsqlDbType.Uuid, NpgsqlDbType.Uuid, NpgsqlDbType.Uuid, NpgsqlDbType.TimestampTz,
        NpgsqlDbType.Bigint, NpgsqlDbType.Bigint,
    ];

    private readonly Dictionary<Guid, long> _heads = [];

    /// <summary>The events copied so far.</summary>
    public long Events { get; private set; }

    /// <summary>Copies what the log has beyond the last round; says how many events that was.</summary>
    public async Task<long> CopyLogAsync(CancellationToken cancellationToken)
    {
        var events = await CopyAsync(
            TailStatement,
            [
                .. from.Range,
                new() { Value = _heads.Keys.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid },
                new() { Value = _heads.Values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint },
            ],
            PutLogStatement,
            LogTypes,
            row => _heads[row.GetGuid(0)] = Math.Max(_heads.GetValueOrDefault(row.GetGuid(0)), row.GetInt64(1)),
            cancellationToken);
        Events += events;
        return events;
    }

    /// <summary>Copies the members.</summary>
    public Task CopyMembersAsync(CancellationToken cancellationToken) =>
        CopyAsync(MembersStatement, from.Range, PutMembersStatement, MemberTypes, _ => { }, cancellationToken);

    private async Task<long> CopyAsync(
        string read,
        NpgsqlParameter[] parameters,
        string put,
        NpgsqlDbType[] types,
        Action<NpgsqlDataReader> seen,
        CancellationToken cancellationToken)
    {
        await using var command = from.Source.CreateCommand(read);
        command.Parameters.AddRange(parameters);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await using var connection = await to.Source.OpenConnectionAsync(cancellationToken);
        await using var import = await connection.BeginBinaryImportAsync(put, cancellationToken);
        var rows = 0L;
        while (await row.ReadAsync(cancellationToken))
        {
            seen(row);
            await import.StartRowAsync(cancellationToken);
            for (var i = 0; i < types.Length; i++)
            {
                if (await row.IsDBNullAsync(i, cancellationToken))
                {
                    await import.WriteNullAsync(cancellationToken);
                }
                else
                {
                    await import.WriteAsync(row.GetValue(i), types[i], cancellationToken);
                }
            }

            rows++;
        }

        return (long)await import.CompleteAsync(cancellationToken) == rows
            ? rows
            : throw new BucketMoveException($"Shard '{to.Name}' did not take all rows.");
    }
}
