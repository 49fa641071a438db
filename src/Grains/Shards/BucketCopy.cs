using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Storage;
using Npgsql;
using NpgsqlTypes;

namespace ChatOrleans.Grains.Shards;

/// <summary>
/// Copies a bucket's rows: the log while it grows, round after round from where the last one ended; what has become of
/// messages once, after the first round; and the members once they stand still. Whatever later rounds' events have changed
/// of what was copied before is mended at the end.
/// </summary>
internal sealed class BucketCopy(BucketDatabase from, BucketDatabase to)
{
    private static readonly string TailStatement = SqlText.Of<BucketCopy>("tail");
    private static readonly string MembersStatement = SqlText.Of<BucketCopy>("bucket_members");
    private static readonly string AttachmentsStatement = SqlText.Of<BucketCopy>("bucket_attachments");
    private static readonly string ChangesStatement = SqlText.Of<BucketCopy>("bucket_changes");
    private static readonly string ReactionsStatement = SqlText.Of<BucketCopy>("bucket_reactions");
    private static readonly string ChangesOfStatement = SqlText.Of<BucketCopy>("changes_of");
    private static readonly string ReactionsOfStatement = SqlText.Of<BucketCopy>("reactions_of");
    private static readonly string DropChangesStatement = SqlText.Of<BucketCopy>("drop_changes");
    private static readonly string EmptyDeletedStatement = SqlText.Of<BucketCopy>("empty_deleted");
    private static readonly string PutLogStatement = SqlText.Of<BucketCopy>("put_log");
    private static readonly string PutMembersStatement = SqlText.Of<BucketCopy>("put_members");
    private static readonly string PutAttachmentsStatement = SqlText.Of<BucketCopy>("put_attachments");
    private static readonly string PutChangesStatement = SqlText.Of<BucketCopy>("put_changes");
    private static readonly string PutReactionsStatement = SqlText.Of<BucketCopy>("put_reactions");

    private static readonly NpgsqlDbType[] LogTypes =
    [
        NpgsqlDbType.Uuid, NpgsqlDbType.Bigint, NpgsqlDbType.Smallint, NpgsqlDbType.Uuid, NpgsqlDbType.TimestampTz,
        NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Bigint,
    ];

    private static readonly NpgsqlDbType[] MemberTypes =
    [
        NpgsqlDbType.Uuid, NpgsqlDbType.Uuid, NpgsqlDbType.Uuid, NpgsqlDbType.Uuid, NpgsqlDbType.TimestampTz,
        NpgsqlDbType.Bigint, NpgsqlDbType.Bigint, NpgsqlDbType.Bigint, NpgsqlDbType.TimestampTz, NpgsqlDbType.Boolean,
        NpgsqlDbType.Boolean,
    ];

    private static readonly NpgsqlDbType[] AttachmentTypes =
    [
        NpgsqlDbType.Uuid, NpgsqlDbType.Uuid, NpgsqlDbType.Uuid, NpgsqlDbType.Smallint, NpgsqlDbType.TimestampTz,
        NpgsqlDbType.TimestampTz, NpgsqlDbType.Bigint, NpgsqlDbType.Uuid, NpgsqlDbType.Uuid, NpgsqlDbType.Text,
        NpgsqlDbType.Text, NpgsqlDbType.Integer, NpgsqlDbType.Integer, NpgsqlDbType.Bytea, NpgsqlDbType.Bigint,
        NpgsqlDbType.Smallint,
    ];

    private static readonly NpgsqlDbType[] ChangeTypes =
    [
        NpgsqlDbType.Uuid, NpgsqlDbType.Bigint, NpgsqlDbType.Uuid, NpgsqlDbType.Text, NpgsqlDbType.TimestampTz,
        NpgsqlDbType.TimestampTz, NpgsqlDbType.Bigint,
    ];

    private static readonly NpgsqlDbType[] ReactionTypes =
        [NpgsqlDbType.Uuid, NpgsqlDbType.Bigint, NpgsqlDbType.Uuid, NpgsqlDbType.Text, NpgsqlDbType.Bigint];

    private readonly Dictionary<Guid, long> _heads = [];

    // The messages that events of later rounds are about.
    private readonly HashSet<(Guid ThreadId, long Seq)> _touched = [];
    private bool _first = true;

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
            Note,
            cancellationToken);
        _first = false;
        Events += events;
        return events;
    }

    /// <summary>Copies what has become of messages, while that goes on.</summary>
    public async Task CopyChangesAsync(CancellationToken cancellationToken)
    {
        await CopyAsync(ChangesStatement, from.Range, PutChangesStatement, ChangeTypes, Ignore, cancellationToken);
        await CopyAsync(ReactionsStatement, from.Range, PutReactionsStatement, ReactionTypes, Ignore, cancellationToken);
    }

    /// <summary>Copies the members, and the attachments, which are few beside the messages. The bucket stands still by then.</summary>
    public async Task CopyMembersAsync(CancellationToken cancellationToken)
    {
        await CopyAsync(MembersStatement, from.Range, PutMembersStatement, MemberTypes, Ignore, cancellationToken);
        await CopyAsync(AttachmentsStatement, from.Range, PutAttachmentsStatement, AttachmentTypes, Ignore, cancellationToken);
    }

    /// <summary>Brings in line what events have changed after it was copied. The bucket stands still by then.</summary>
    public async Task MendChangesAsync(CancellationToken cancellationToken)
    {
        if (_touched.Count == 0)
        {
            return;
        }

        await ExecuteAsync(DropChangesStatement, cancellationToken);
        await CopyAsync(ChangesOfStatement, Touched(), PutChangesStatement, ChangeTypes, Ignore, cancellationToken);
        await CopyAsync(ReactionsOfStatement, Touched(), PutReactionsStatement, ReactionTypes, Ignore, cancellationToken);
        await ExecuteAsync(EmptyDeletedStatement, cancellationToken);
    }

    private static void Ignore(NpgsqlDataReader row)
    {
    }

    private void Note(NpgsqlDataReader row)
    {
        var (threadId, seq) = (row.GetGuid(0), row.GetInt64(1));
        _heads[threadId] = Math.Max(_heads.GetValueOrDefault(threadId), seq);
        if (!_first && row.GetInt16(2) >= (short)EventType.Edited && !row.IsDBNull(7))
        {
            _touched.Add((threadId, row.GetInt64(7)));
        }
    }

    private NpgsqlParameter[] Touched() =>
    [
        new() { Value = _touched.Select(message => message.ThreadId).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid },
        new() { Value = _touched.Select(message => message.Seq).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint },
    ];

    private async Task ExecuteAsync(string statement, CancellationToken cancellationToken)
    {
        await using var command = to.Source.CreateCommand(statement);
        command.Parameters.AddRange(Touched());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

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
