using System.Diagnostics;
using System.Text.Json;
using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Reports;
using ChatOrleans.LoadTest.Screen;

namespace ChatOrleans.LoadTest.Fleet;

/// <summary>A generator as its coordinator sees it.</summary>
/// <param name="name">What to call it to a person.</param>
/// <param name="channel">To the generator.</param>
/// <param name="disposeAsync">Ends what is behind the channel.</param>
internal sealed class GeneratorLink(string name, LineChannel channel, Func<ValueTask> disposeAsync) : IAsyncDisposable
{
    /// <summary>A generator says something each second. A machine that pauses for longer than this did not measure anything either.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TaskCompletionSource _met = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<HeldTime> _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Progress? _progress;

    public string Name => name;

    /// <summary>Done when its ramp is over, or when it has ended.</summary>
    public Task Met => _met.Task;

    public Task<HeldTime> Held => _held.Task;

    /// <summary>The last that it said; null before it said anything.</summary>
    public Progress? Latest => Volatile.Read(ref _progress);

    public Task TellAsync(FleetMessage message, CancellationToken cancellationToken) => channel.SendAsync(message, cancellationToken);

    /// <summary>Listens to its outcome.</summary>
    /// <exception cref="SetUpException">There is none.</exception>
    /// <returns>What it found, and what its part has left.</returns>
    public async Task<(RunOutcome Outcome, JsonElement? Left)> ListenAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await channel.ReceiveAsync(LineChannel.MaxLine, Patience, cancellationToken) is { } message)
            {
                switch (message)
                {
                    case { Kind: FleetMessageKind.Met }:
                        _met.TrySetResult();
                        break;
                    case { Kind: FleetMessageKind.Held }:
                        var from = Stopwatch.GetTimestamp() + (long)(message.StartsInSeconds * Stopwatch.Frequency);
                        _held.TrySetResult(new HeldTime(from, from + (long)(message.Seconds * Stopwatch.Frequency)));
                        break;
                    case { Kind: FleetMessageKind.Progress, Progress: { } progress }:
                        Volatile.Write(ref _progress, progress);
                        break;
                    case { Kind: FleetMessageKind.Outcome, Outcome: { } outcome }:
                        return (outcome, message.Left);
                    case { Kind: FleetMessageKind.Failed }:
                        throw new SetUpException($"{name}: {message.Reason}");
                }
            }

            throw new SetUpException($"{name} ended before it told its outcome.");
        }
        catch (IOException exception)
        {
            throw new SetUpException($"{name} is lost: {exception.Message}.", exception);
        }
        finally
        {
            _met.TrySetResult();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await disposeAsync();
    }
}
