using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Exports;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Accounts;
using ChatOrleans.Grains.Jobs;
using ChatOrleans.Grains.Storage;
using Npgsql;

namespace ChatOrleans.Grains.Exports;

/// <summary>Exports and the pieces of their files, at home.</summary>
internal sealed class ExportStore(NpgsqlDataSource home)
{
    private static readonly string RequestStatement = SqlText.Of<ExportStore>("request_export");
    private static readonly string FindStatement = SqlText.Of<ExportStore>("find_export");
    private static readonly string ReadStatement = SqlText.Of<ExportStore>("read_piece");
    private static readonly string BeginStatement = SqlText.Of<ExportStore>("begin_pieces");
    private static readonly string PutStatement = SqlText.Of<ExportStore>("put_piece");
    private static readonly string DropStatement = SqlText.Of<ExportStore>("drop_earlier");

    /// <summary>Has an export made unless one is being made.</summary>
    public async Task RequestAsync(UserId user)
    {
        await using var command = home.CreateCommand(RequestStatement).With(Guid.NewGuid()).With(user.Value);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>A user's last export; null when there is none, or no longer.</summary>
    public async Task<DataExport?> FindAsync(UserId user)
    {
        await using var command = home.CreateCommand(FindStatement).With(user.Value);
        await using var row = await command.ExecuteReaderAsync();
        DataExport? export = null;
        var files = ImmutableArray.CreateBuilder<ExportFile>();
        while (await row.ReadAsync())
        {
            export = new DataExport
            {
                ExportId = row.GetGuid(0),
                RequestedAt = new DateTimeOffset(row.GetDateTime(1)),
                FinishedAt = row.IsDBNull(2) ? null : new DateTimeOffset(row.GetDateTime(2)),
                ExpiresAt = row.IsDBNull(3) ? null : new DateTimeOffset(row.GetDateTime(3)),
            };
            if (!row.IsDBNull(4))
            {
                files.Add(new ExportFile
                {
                    Format = (ExportFormat)row.GetInt16(4),
                    Size = row.GetInt64(5),
                    Pieces = row.GetInt32(6),
                });
            }
        }

        return export is null ? null : export with { Files = files.ToImmutable() };
    }

    /// <summary>A piece of a user's finished export; null when there is none such, or no longer.</summary>
    public async Task<byte[]?> ReadAsync(UserId user, Guid exportId, ExportFormat format, int number)
    {
        await using var command = home.CreateCommand(ReadStatement)
            .With(user.Value).With(exportId).With((short)format).With(number);
        return (byte[]?)await command.ExecuteScalarAsync();
    }

    /// <summary>Throws away what an earlier attempt has left.</summary>
    public async Task BeginAsync(Job job)
    {
        await using var command = home.CreateCommand(BeginStatement).With(job.JobId).With(job.Claim);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Stores a piece; false when somebody else does the job, or its owner is erased.</summary>
    public async Task<bool> PutAsync(Job job, ExportFormat format, int number, ReadOnlyMemory<byte> piece)
    {
        await using var command = home.CreateCommand(PutStatement)
            .With(job.JobId).With(job.Claim).With((short)format).With(number).With(piece);
        return await command.ExecuteNonQueryAsync() > 0;
    }

    /// <summary>Throws away the user's exports of before.</summary>
    public async Task DropEarlierAsync(Job job)
    {
        await using var command = home.CreateCommand(DropStatement).With(job.JobId).With(job.User!.Value.Value);
        await command.ExecuteNonQueryAsync();
    }
}
