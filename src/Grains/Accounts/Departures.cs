using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ChatOrleans.Grains.Abstractions.People;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ChatOrleans.Grains.Accounts;

/// <summary>
/// Tells people's threads that they left or came back. What is to be told stands in the database from the moment it was
/// decided, and stays there until it is done.
/// </summary>
internal sealed partial class Departures(
    NpgsqlDataSource source, IGrainFactory grains, TimeProvider time, ILogger<Departures> logger)
{
    private const int AtATime = 100;

    /// <summary>How long whoever wrote it has for telling it.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(20);

    private static readonly string StateStatement = SqlText.Of<Departures>("is_gone");
    private static readonly string DoneStatement = SqlText.Of<Departures>("departed");
    private static readonly string PendingStatement = SqlText.Of<Departures>("departures");

    /// <summary>Tells one user's threads what is so now. Where that fails twice, <see cref="TellLateAsync"/> does it again.</summary>
    public async Task TellAsync(UserId userId)
    {
        if (await TryTellAsync(userId) is not null && await TryTellAsync(userId) is { } fault)
        {
            LogNotTold(logger, fault, userId);
        }
    }

    /// <summary>Tells what was left untold.</summary>
    public async Task TellLateAsync(CancellationToken cancellationToken)
    {
        foreach (var userId in await ReadLateAsync(cancellationToken))
        {
            await TellAsync(userId);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever went wrong, it stays written and is told again.")]
    private async Task<Exception?> TryTellAsync(UserId userId)
    {
        try
        {
            // What was told may be over by the time that it has been told.
            while (await ReadAsync(userId) is { } departure)
            {
                await grains.GetGrain<IPeopleGrain>(0).SetGoneAsync(userId, departure.IsGone);
                if (await ForgetAsync(userId, departure.AskedAt))
                {
                    break;
                }
            }

            return null;
        }
        catch (Exception fault)
        {
            return fault;
        }
    }

    private async Task<ImmutableArray<UserId>> ReadLateAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(PendingStatement).WithTime(time.GetUtcNow() - Late).With(AtATime);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var late = ImmutableArray.CreateBuilder<UserId>();
        while (await row.ReadAsync(cancellationToken))
        {
            late.Add(new UserId(row.GetGuid(0)));
        }

        return late.ToImmutable();
    }

    private async Task<(bool IsGone, DateTime AskedAt)?> ReadAsync(UserId userId)
    {
        await using var command = source.CreateCommand(StateStatement).With(userId.Value);
        await using var row = await command.ExecuteReaderAsync();
        return await row.ReadAsync() ? (row.GetBoolean(0), row.GetDateTime(1)) : null;
    }

    private async Task<bool> ForgetAsync(UserId userId, DateTime askedAt)
    {
        await using var command = source.CreateCommand(DoneStatement).With(userId.Value).WithTime(new DateTimeOffset(askedAt));
        return await command.ExecuteNonQueryAsync() > 0;
    }
}
