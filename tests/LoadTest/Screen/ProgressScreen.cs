using ChatOrleans.LoadTest.Fleet;
using Spectre.Console;

namespace ChatOrleans.LoadTest.Screen;

/// <summary>Shows how a run goes: a live screen on a terminal, otherwise a line from time to time on standard error.</summary>
internal sealed class ProgressScreen : IAsyncDisposable
{
    private static readonly TimeSpan LivePeriod = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LinePeriod = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _over = new();
    private readonly string _scenario;
    private readonly IGeneration _generation;
    private readonly ServerGlance _server;
    private Task _showing = Task.CompletedTask;

    private ProgressScreen(string scenario, IGeneration generation, ServerGlance server)
    {
        _scenario = scenario;
        _generation = generation;
        _server = server;
    }

    /// <summary>Begins to show; disposing ends it.</summary>
    public static ProgressScreen Begin(string scenario, IGeneration generation, ServerGlance server)
    {
        var screen = new ProgressScreen(scenario, generation, server);
        screen._showing = Task.Run(() => Console.IsOutputRedirected ? screen.ShowLinesAsync() : screen.ShowLiveAsync());
        return screen;
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _showing;
        _over.Dispose();
    }

    private async Task ShowLinesAsync()
    {
        await ForEachTickAsync(LinePeriod, () =>
            Console.Error.WriteLine(new ProgressFacts(_generation.Look(), _server.Look()).Line));
    }

    private async Task ShowLiveAsync()
    {
        var begun = System.Diagnostics.Stopwatch.GetTimestamp();
        await AnsiConsole.Live(Text.Empty).AutoClear(true).StartAsync(context =>
            ForEachTickAsync(LivePeriod, () =>
            {
                var elapsed = System.Diagnostics.Stopwatch.GetElapsedTime(begun);
                context.UpdateTarget(ProgressPanel.Of(_scenario, elapsed, _generation.Look(), _server.Look()));
            }));
    }

    private async Task ForEachTickAsync(TimeSpan period, Action show)
    {
        using var timer = new PeriodicTimer(period);
        try
        {
            while (await timer.WaitForNextTickAsync(_over.Token))
            {
                show();
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }
}
