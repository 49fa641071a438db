using System.Globalization;
using ChatOrleans.LoadTest.Measuring;
using Npgsql;

namespace ChatOrleans.LoadTest.Auditing;

/// <summary>Reads the database, a batch of threads at a time. Safe for concurrent use.</summary>
internal sealed class StoredThreads : IAsyncDisposable
{
    private const string UserPrefix = "u_";

    private readonly NpgsqlDataSource _source;
    private readonly EntryReader _entries;
    private readonly string _logs = ReadSql("logs");
    private readonly string _members = ReadSql("members");
    private readonly string _busy = ReadSql("busy");

    public StoredThreads(string connectionString, EntryReader entries)
    {
        _source = NpgsqlDataSource.Create(connectionString);
        _entries = entries;
    }

    /// <summary>What is stored of these threads; a thread that is not there is left out.</summary>
    public async Task<Dictionary<string, StoredThread>> ReadAsync(
        IReadOnlyList<ThreadAccount> accounts, CancellationToken cancellationToken)
    {
        var logs = await ReadLogsAsync(accounts, cancellationToken);
        var members = await ReadMembersAsync(accounts, cancellationToken);
        var threads = new Dictionary<string, StoredThread>(StringComparer.Ordinal);
        foreach (var account in accounts)
        {
            if (members.TryGetValue((account.ThreadId, account.One.UserId), out var one)
                && members.TryGetValue((account.ThreadId, account.Other.UserId), out var other))
            {
                threads[account.ThreadId] = new StoredThread(logs.GetValueOrDefault(account.ThreadId, []), one, other);
            }
        }

        return threads;
    }

    /// <summary>Enters each user who is in more active threads than the limit now.</summary>
    public async Task CheckActiveAsync(
        IEnumerable<string> userIds, int limit, Violations violations, CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand(_busy);
        command.Parameters.Add(new() { Value = userIds.Select(id => Parse(id[UserPrefix.Length..])).ToArray() });
        command.Parameters.Add(new() { Value = (long)limit });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            violations.Add(
                Violation.TwoActive,
                $"audit of user {UserPrefix}{reader.GetGuid(0):N}: {reader.GetInt64(1)} active threads in the database, such as {reader.GetString(2)} and {reader.GetString(3)}");
        }
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private async Task<Dictionary<string, List<LogEntry>>> ReadLogsAsync(
        IReadOnlyList<ThreadAccount> accounts, CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand(_logs);
        command.Parameters.Add(new() { Value = accounts.Select(account => Parse(account.ThreadId)).ToArray() });
        command.Parameters.Add(new() { Value = accounts.Select(account => account.LastSeqBefore).ToArray() });
        var logs = new Dictionary<string, List<LogEntry>>(StringComparer.Ordinal);
        var senders = new Dictionary<Guid, string>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var (last, log) = (Guid.Empty, new List<LogEntry>());
        while (await reader.ReadAsync(cancellationToken))
        {
            var threadId = reader.GetGuid(0);
            if (threadId != last)
            {
                logs[threadId.ToString("N")] = log = [];
                last = threadId;
            }

            var sender = reader.GetGuid(3);
            if (!senders.TryGetValue(sender, out var senderId))
            {
                senders[sender] = senderId = UserPrefix + sender.ToString("N");
            }

            var type = reader.GetInt16(2);
            log.Add(_entries.Make(
                reader.GetInt64(1),
                type is >= 1 and <= 7 ? (EventKind)type : EventKind.Other,
                senderId,
                new DateTimeOffset(reader.GetDateTime(4)).ToUnixTimeMilliseconds(),
                reader.IsDBNull(5) ? null : reader.GetString(5),
                reader.IsDBNull(6) ? null : reader.GetString(6)) with
            {
                TargetSeq = type is >= 4 and <= 7 ? reader.GetInt64(7) : 0,
            });
        }

        return logs;
    }

    private async Task<Dictionary<(string ThreadId, string UserId), StoredMember>> ReadMembersAsync(
        IReadOnlyList<ThreadAccount> accounts, CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand(_members);
        command.Parameters.Add(new() { Value = accounts.Select(account => Parse(account.ThreadId)).ToArray() });
        var members = new Dictionary<(string ThreadId, string UserId), StoredMember>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            members[(reader.GetGuid(0).ToString("N"), UserPrefix + reader.GetGuid(1).ToString("N"))] = new StoredMember(
                reader.GetInt64(2), reader.GetInt64(3), reader.GetBoolean(4), reader.GetInt64(5));
        }

        return members;
    }

    private static Guid Parse(string hex) => Guid.ParseExact(hex, "N");

    private static string ReadSql(string name)
    {
        var type = typeof(StoredThreads);
        var resource = string.Create(CultureInfo.InvariantCulture, $"{type.Namespace}.Sql.{name}.sql");
        using var stream = type.Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"{resource} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
