using ChatOrleans.Grains.Abstractions.Attachments;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Shards;
using ChatOrleans.Grains.Storage;
using Npgsql;
using NpgsqlTypes;

namespace ChatOrleans.Grains.Attachments;

/// <summary>What is known of attachments, on their threads' shards. They become part of messages in the log's own commits.</summary>
internal sealed class AttachmentStore(LogShards shards, TimeProvider time)
{
    private static readonly string BeginStatement = SqlText.Of<AttachmentStore>("begin");
    private static readonly string WaitingStatement = SqlText.Of<AttachmentStore>("waiting");
    private static readonly string CompleteStatement = SqlText.Of<AttachmentStore>("complete");
    private static readonly string DiscardStatement = SqlText.Of<AttachmentStore>("discard");
    private static readonly string FindStatement = SqlText.Of<AttachmentStore>("find");

    /// <summary>Makes room for an upload; the refusal where there is none.</summary>
    public Task<Refusal?> BeginAsync(UserId owner, AttachmentUpload upload) => shards.AtAsync(upload.ThreadId, async shard =>
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using var command = shard.Source.CreateCommand(BeginStatement);
        command.Parameters.Add(new() { Value = upload.ThreadId.Value });
        command.Parameters.Add(new() { Value = upload.AttachmentId.Value });
        command.Parameters.Add(new() { Value = owner.Value });
        command.Parameters.Add(new() { Value = upload.Size });
        command.Parameters.Add(Of(upload.ThumbnailOf?.Value, NpgsqlDbType.Uuid));
        command.Parameters.Add(new() { Value = now });
        command.Parameters.Add(new() { Value = now + upload.Patience });
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return (row.GetBoolean(0), row switch
        {
            _ when !row.GetBoolean(1) => Refusal.ThreadNotFound(),
            _ when !row.GetBoolean(2) => Refusal.NotAMember(),
            _ when !row.GetBoolean(3) => row.GetBoolean(4) ? Refusal.Blocked() : Refusal.ThreadInactive(),
            _ when !row.GetBoolean(5) => Refusal.AttachmentNotFound(),
            _ => null,
        });
    });

    /// <summary>How many bytes of a user's wait for their messages, or are on their way.</summary>
    public async Task<long> ReadWaitingAsync(UserId owner)
    {
        var parts = await shards.OfAllAsync(async shard =>
        {
            await using var command = shard.Source.CreateCommand(WaitingStatement);
            command.Parameters.Add(new() { Value = owner.Value });
            await using var row = await command.ExecuteReaderAsync();
            await row.ReadAsync();
            return new Waiting(row.GetInt64(0), new BucketSet(row.GetFieldValue<byte[]>(1)));
        });
        return parts.Sum(part => part.Bytes);
    }

    /// <summary>An upload's bytes are kept; false where it is given up meanwhile.</summary>
    public Task<bool> CompleteAsync(UserId owner, UploadedFile file) => shards.AtAsync(file.ThreadId, async shard =>
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using var command = shard.Source.CreateCommand(CompleteStatement);
        command.Parameters.Add(new() { Value = file.ThreadId.Value });
        command.Parameters.Add(new() { Value = file.AttachmentId.Value });
        command.Parameters.Add(new() { Value = owner.Value });
        command.Parameters.Add(new() { Value = file.Size });
        command.Parameters.Add(new() { Value = file.Name });
        command.Parameters.Add(new() { Value = file.Type });
        command.Parameters.Add(Of(file.Width, NpgsqlDbType.Integer));
        command.Parameters.Add(Of(file.Height, NpgsqlDbType.Integer));
        command.Parameters.Add(new() { Value = file.Hash.ToArray() });
        command.Parameters.Add(new() { Value = now + file.KeptFor });
        command.Parameters.Add(new() { Value = now });
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return (row.GetBoolean(0), row.GetBoolean(1));
    });

    /// <summary>Gives up an upload; the refusal where there is none.</summary>
    public Task<Refusal?> DiscardAsync(UserId owner, ThreadId threadId, AttachmentId attachmentId) =>
        shards.AtAsync(threadId, async shard =>
        {
            await using var command = shard.Source.CreateCommand(DiscardStatement);
            command.Parameters.Add(new() { Value = threadId.Value });
            command.Parameters.Add(new() { Value = attachmentId.Value });
            command.Parameters.Add(new() { Value = owner.Value });
            command.Parameters.Add(new() { Value = time.GetUtcNow().UtcDateTime });
            await using var row = await command.ExecuteReaderAsync();
            await row.ReadAsync();
            return (row.GetBoolean(0), RefusalOf(row, isThere: row.GetBoolean(3)));
        });

    /// <summary>An attachment or a thumbnail whose bytes somebody may have.</summary>
    public Task<Result<MessageAttachment>> FindAsync(UserId caller, ThreadId threadId, AttachmentId attachmentId) =>
        shards.AtAsync(threadId, async shard =>
        {
            await using var command = shard.Source.CreateCommand(FindStatement);
            command.Parameters.Add(new() { Value = threadId.Value });
            command.Parameters.Add(new() { Value = attachmentId.Value });
            command.Parameters.Add(new() { Value = caller.Value });
            await using var row = await command.ExecuteReaderAsync();
            await row.ReadAsync();
            return (row.GetBoolean(0), RefusalOf(row, isThere: !row.IsDBNull(3)) is { } refusal
                ? (Result<MessageAttachment>)refusal
                : AttachmentRow.Read(row, 3));
        });

    private static Refusal? RefusalOf(NpgsqlDataReader row, bool isThere) =>
        !row.GetBoolean(1) ? Refusal.ThreadNotFound()
        : !row.GetBoolean(2) ? Refusal.NotAMember()
        : !isThere ? Refusal.AttachmentNotFound()
        : null;

    private static NpgsqlParameter Of(object? value, NpgsqlDbType type) =>
        new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };

    private sealed record Waiting(long Bytes, BucketSet Readable) : IShardRead;
}
