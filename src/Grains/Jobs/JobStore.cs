using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Accounts;
using ChatOrleans.Grains.Storage;
using Npgsql;
using NpgsqlTypes;

namespace ChatOrleans.Grains.Jobs;

/// <summary>Jobs, at home. Times go by the database's clock, which all silos share.</summary>
internal sealed class JobStore(NpgsqlDataSource home)
{
    private static readonly string ClaimStatement = SqlText.Of<JobStore>("claim_job");
    private static readonly string HoldStatement = SqlText.Of<JobStore>("hold_job");
    private static readonly string SettleStatement = SqlText.Of<JobStore>("settle_job");
    private static readonly string FailStatement = SqlText.Of<JobStore>("fail_job");

    /// <summary>Takes the one that is due longest, for a while; null when none is due.</summary>
    public async Task<Job?> ClaimAsync(JobKind kind, TimeSpan lasts)
    {
        await using var command = home.CreateCommand(ClaimStatement).With((short)kind).With(Guid.NewGuid()).With(lasts);
        await using var row = await command.ExecuteReaderAsync();
        return await row.ReadAsync()
            ? new Job(
                row.GetGuid(0),
                kind,
                row.IsDBNull(1) ? null : new UserId(row.GetGuid(1)),
                row.GetGuid(2),
                row.GetInt32(3),
                row.IsDBNull(4) ? null : row.GetString(4))
            : null;
    }

    /// <summary>Keeps the right to a job for a while longer; false when somebody else has it.</summary>
    public async Task<bool> HoldAsync(Job job, TimeSpan lasts)
    {
        await using var command = home.CreateCommand(HoldStatement).With(job.JobId).With(job.Claim).With(lasts);
        return await command.ExecuteNonQueryAsync() > 0;
    }

    /// <summary>Lets a job go that has got on; false when somebody else has it.</summary>
    public async Task<bool> SettleAsync(Job job, JobOutcome outcome)
    {
        await using var command = home.CreateCommand(SettleStatement).With(job.JobId).With(job.Claim);
        AddTime(command, outcome.GoesOnAfter);
        command.WithText(outcome.Progress);
        AddTime(command, outcome.KeptFor);
        return await command.ExecuteNonQueryAsync() > 0;
    }

    /// <summary>Lets a job go that has failed.</summary>
    public async Task FailAsync(Job job, TimeSpan pause, string fault)
    {
        await using var command = home.CreateCommand(FailStatement).With(job.JobId).With(job.Claim).With(pause).With(fault);
        await command.ExecuteNonQueryAsync();
    }

    private static void AddTime(NpgsqlCommand command, TimeSpan? value) =>
        command.Parameters.Add(new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Interval });
}
