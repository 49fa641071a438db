using System.Diagnostics;
using ChatOrleans.LoadTest.Accounts;
using ChatOrleans.LoadTest.Auditing;
using ChatOrleans.LoadTest.Conversations;
using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Scenarios;

/// <summary>What all scenarios with people do: gather, ramp, hold, cool down, settle, audit.</summary>
/// <param name="settings">What it is told.</param>
/// <param name="auditor">Holds the accounts against the server's at the end; null where there is nothing to audit.</param>
internal abstract class PeopleScenario(ScenarioSettings settings, IAuditor? auditor) : IScenario
{
    /// <summary>Each message is remembered until its conversation is over (24 bytes), so there is an end to them.</summary>
    private const long MaxMessages = 50_000_000;

    public abstract string Name { get; }

    /// <summary>The accounts with the tokens as the run has left them.</summary>
    public IReadOnlyList<Account> Accounts { get; private set; } = settings.Accounts;

    protected ScenarioSettings Settings => settings;

    /// <summary>How people talk here.</summary>
    protected abstract ConversationRules Rules { get; }

    /// <summary>Whether people have to be in no thread when it begins.</summary>
    protected virtual bool OpensThreads => settings.IsProduct;

    /// <summary>Over which time people connect; at once unless connecting is what is looked at.</summary>
    protected virtual TimeSpan JoinTime => TimeSpan.Zero;

    public async Task RunAsync(Recorder recorder, CancellationToken cancellationToken)
    {
        using var api = new AccountApi(settings.Server);
        await using var crowd = new Crowd(
            [settings.Server, .. settings.OtherServers],
            settings.Accounts,
            settings.ConnectionsPerAccount,
            settings.Seed,
            TimeSpan.FromMilliseconds(settings.JitterMs),
            api,
            recorder);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, recorder.Stopped);
        var stage = new Stage(
            crowd,
            new Couples(Rules with { Patience = settings.Patience }, recorder),
            new Settlement(recorder, auditor, settings),
            recorder,
            ending.Token);
        try
        {
            recorder.ExpectedConnections = crowd.People.Count;
            await GatherAsync(stage, ending.Token);
            await HoldAsync(stage, ending.Token);
            cancellationToken.ThrowIfCancellationRequested();
            recorder.Enter(Phase.Settling);
            await EndAsync(stage, cancellationToken);
            await stage.Settlement.SettleAsync(stage.Couples.All, isLast: true, cancellationToken);
        }
        catch (OperationCanceledException) when (recorder.Failure is not null)
        {
            // It ended early, and the recorder says why.
        }
        finally
        {
            Accounts = [.. crowd.Accounts];
        }
    }

    /// <summary>Everybody is connected: what has to be there before the ramp.</summary>
    protected virtual Task PrepareAsync(Stage stage, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Goes on until it is cancelled, which is no failure.</summary>
    protected abstract Task TalkAsync(Stage stage, CancellationToken cancellationToken);

    /// <summary>Done when they have talked long enough; by default, after the measured time and the one behind it.</summary>
    protected virtual Task LastAsync(Stage stage, CancellationToken cancellationToken) =>
        PauseAsync(settings.HoldSeconds + settings.CooldownSeconds, stage.Recorder, cancellationToken);

    /// <summary>Nobody talks any more: what has to be seen to before the account.</summary>
    protected virtual Task EndAsync(Stage stage, CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task GatherAsync(Stage stage, CancellationToken cancellationToken)
    {
        stage.Recorder.Enter(Phase.Gathering);
        await stage.Crowd.JoinAsync(JoinTime, cancellationToken);
        if (OpensThreads)
        {
            await stage.Crowd.LeaveThreadsAsync(cancellationToken);
        }

        await PrepareAsync(stage, cancellationToken);
    }

    private async Task HoldAsync(Stage stage, CancellationToken cancellationToken)
    {
        stage.Recorder.Enter(Phase.Ramp);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var talking = TalkAsync(stage, stop.Token);
        await PauseAsync(JoinTime > TimeSpan.Zero ? 0 : settings.RampSeconds, stage.Recorder, cancellationToken);
        if (!cancellationToken.IsCancellationRequested)
        {
            await stage.Recorder.MeetAsync(cancellationToken);
            var from = Stopwatch.GetTimestamp();
            stage.Recorder.HoldBetween(from, from + (settings.HoldSeconds * Stopwatch.Frequency));
            await LastAsync(stage, cancellationToken);
        }

        await stop.CancelAsync();
        try
        {
            await talking;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // That is how talking ends.
        }
    }

    // An early end shows in the recorder; it is not an exception here.
    private static async Task PauseAsync(int seconds, Recorder recorder, CancellationToken cancellationToken)
    {
        for (var second = 0; second < seconds && !cancellationToken.IsCancellationRequested; second++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (recorder.Read(Counter.Sent) > MaxMessages)
            {
                recorder.Fail($"{MaxMessages} messages have been sent, which is as many as one run keeps account of.");
            }
        }
    }
}
