using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Storage;
using Npgsql;
using NpgsqlTypes;

namespace ChatOrleans.Grains.MessageLog;

/// <summary>
/// One physical connection of a writer and the batches that go through it. It never gives up a statement: Npgsql would ask
/// PostgreSQL to cancel it, and a commit that waits for its synchronous standby is answered as done when it is cancelled.
/// Whoever waits sets the limits; PostgreSQL itself ends statements that take too long, and never a commit.
/// </summary>
internal sealed class WriterSession : IAsyncDisposable
{
    /// <summary>The threads left over where nothing was.</summary>
    public static readonly IReadOnlySet<ThreadId> None = new HashSet<ThreadId>();

    private static readonly string ThisStatement = SqlText.Of<WriterSession>("this_session");
    private static readonly string EndStatement = SqlText.Of<WriterSession>("end_session");
    private static readonly string ConfirmStatement = SqlText.Of<WriterSession>("confirm");
    private readonly NpgsqlConnection _connection;

    // The session's own: one that has been left may still be sending what it was given.
    private readonly OpeningBatch _openings = new();
    private readonly AppendBatch _events = new();
    private readonly ChangeBatch _changes = new();
    private readonly AttachBatch _attachments = new();
    private readonly WatermarkBatch _marks = new();

    // By what a batch consists of: events, changes, marks, openings, attachments.
    private readonly NpgsqlBatch?[] _prepared = new NpgsqlBatch?[32];
    private int _processId;
    private DateTime _startedAt;
    private bool _warned;

    private WriterSession(NpgsqlConnection connection)
    {
        _connection = connection;
        _connection.Notice += (_, e) => _warned |= e.Notice.InvariantSeverity == "WARNING";
    }

    /// <summary>Whether the last batch left watermarks as they were, since their bucket is not written here.</summary>
    public bool LeftMarks { get; private set; }

    /// <summary>Whether it can be used, as far as it is known.</summary>
    public bool IsOpen => _connection.FullState == System.Data.ConnectionState.Open;

    /// <summary>Connects.</summary>
    public static async Task<WriterSession> OpenAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        var session = new WriterSession(await source.OpenConnectionAsync(cancellationToken));
        try
        {
            await session.LearnNameAsync(cancellationToken);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Stores runs, watermarks or both in one commit. What came back is what was stored: the threads of which a row did not
    /// come back are the result.
    /// </summary>
    public async Task<IReadOnlySet<ThreadId>> StoreAsync(AppendRun[] runs, List<WatermarkWrite> marks)
    {
        _warned = false;
        _openings.Fill(runs);
        _events.Fill(runs);
        _changes.Fill(runs);
        _attachments.Fill(runs);
        _marks.Fill(marks);
        var left = None;
        var batch = await PreparedAsync(
            openings: _openings.Count > 0,
            events: runs.Length > 0,
            changes: _changes.Count > 0,
            attachments: _attachments.Count > 0,
            marks: marks.Count > 0);
        await using (var reader = await batch.ExecuteReaderAsync())
        {
            if (_openings.Count > 0)
            {
                await reader.NextResultAsync();
            }

            if (runs.Length > 0)
            {
                await reader.ReadAsync();
                left = _events.CompareWith(reader) ?? None;
            }

            // The commit's own answer comes after the last row.
            while (await reader.NextResultAsync())
            {
            }

            // Only the watermarks' statement counts as one that changes rows; the others are queries by their form.
            LeftMarks = marks.Count > 0 && reader.RecordsAffected != _marks.Count;
        }

        DemandNoWarning();
        return left;
    }

    /// <summary>Done when all that was committed before, by whomever, is where commits have to be.</summary>
    public async Task ConfirmAsync()
    {
        _warned = false;
        await using (var command = new NpgsqlCommand(ConfirmStatement, _connection))
        {
            await command.ExecuteNonQueryAsync();
        }

        DemandNoWarning();
    }

    /// <summary>Whether another session has ended, so that what it did is decided; asks it to end otherwise.</summary>
    public async Task<bool> FindsEndedAsync(WriterSession other, TimeSpan atMost)
    {
        await using var command = new NpgsqlCommand(EndStatement, _connection) { CommandTimeout = (int)atMost.TotalSeconds };
        command.Parameters.Add(new() { Value = other._processId, NpgsqlDbType = NpgsqlDbType.Integer });
        command.Parameters.Add(new() { Value = other._startedAt, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        await using var row = await command.ExecuteReaderAsync();
        return !await row.ReadAsync();
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task LearnNameAsync(CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(ThisStatement, _connection);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        _processId = row.GetInt32(0);
        _startedAt = row.GetDateTime(1);
    }

    private async ValueTask<NpgsqlBatch> PreparedAsync(bool openings, bool events, bool changes, bool attachments, bool marks)
    {
        var kind = (events ? 1 : 0) | (changes ? 2 : 0) | (marks ? 4 : 0) | (openings ? 8 : 0) | (attachments ? 16 : 0);
        if (_prepared[kind] is { } known)
        {
            return known;
        }

        var batch = new NpgsqlBatch(_connection);
        if (openings)
        {
            batch.BatchCommands.Add(_openings.ToCommand());
        }

        if (events)
        {
            batch.BatchCommands.Add(_events.ToCommand());
        }

        if (changes)
        {
            batch.BatchCommands.Add(_changes.ToCommand());
        }

        if (attachments)
        {
            batch.BatchCommands.Add(_attachments.ToCommand());
        }

        if (marks)
        {
            batch.BatchCommands.Add(_marks.ToCommand());
        }

        await batch.PrepareAsync();
        return _prepared[kind] = batch;
    }

    // "Canceling the wait for synchronous replication": committed here, and nobody knows whether anywhere else.
    private void DemandNoWarning()
    {
        if (_warned)
        {
            throw new NpgsqlException("PostgreSQL answered a commit with a warning.");
        }
    }
}
