using ChatOrleans.LoadTest.Accounts;
using ChatOrleans.LoadTest.Auditing;
using ChatOrleans.LoadTest.Conversations;
using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Scenarios;
using ChatOrleans.LoadTest.Tampering;
using ChatOrleans.TestKit;

namespace ChatOrleans.LoadTest.Tests.Tampering;

/// <summary>A short run of the harness through the proxy, with its audit.</summary>
internal sealed record TamperedRun
{
    private const int Pairs = 2;

    /// <summary>Counts by kind, with an example.</summary>
    public required IReadOnlyDictionary<string, Violations.Entry> Violations { get; init; }

    /// <summary>What the proxy did.</summary>
    public required IReadOnlyList<Tampered> Done { get; init; }

    /// <summary>Why it ended early; null when it did not.</summary>
    public required string? Failure { get; init; }

    public required long Sent { get; init; }

    public required long Audited { get; init; }

    public long CountOf(Violation violation) =>
        Violations.TryGetValue(violation.ToString(), out var entry) ? entry.Count : 0;

    public static async Task<TamperedRun> MakeAsync(ChatServer server, string scenario, TamperSettings tampering, int patienceSeconds)
    {
        var schedule = new TamperSchedule(tampering);
        await using var proxy = await TamperProxy.StartAsync(
            server.Url, "http://127.0.0.1:0", tampering, schedule, CancellationToken.None);
        var settings = new ScenarioSettings
        {
            Server = proxy.Url,
            Accounts = await AccountSource.TakeAsync(proxy.Url, 2 * Pairs, path: null, CancellationToken.None),
            RampSeconds = 0,
            HoldSeconds = 2,
            CooldownSeconds = 0,
            Rate = 400,
            PatienceSeconds = patienceSeconds,
        };
        var auditor = new ServerAuditor(new AuditSettings
        {
            Server = proxy.Url,
            ConnectionString = EmbeddedDatabase.ConnectionStringOf(server.DataFolder),
            IsItsText = (text, id) => text.Length == settings.Size && MessageText.IsWhole(text, id),
        });
        using var recorder = new Recorder();
        await ScenarioMaker.Make(scenario, settings, auditor).RunAsync(recorder, CancellationToken.None);
        return new TamperedRun
        {
            Violations = recorder.Violations.ToSorted(),
            Done = schedule.Done,
            Failure = recorder.Failure,
            Sent = recorder.Read(Counter.Sent),
            Audited = recorder.Read(Counter.Audited),
        };
    }
}
