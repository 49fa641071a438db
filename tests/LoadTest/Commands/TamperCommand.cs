using System.CommandLine;
using ChatOrleans.LoadTest.Tampering;

namespace ChatOrleans.LoadTest.Commands;

/// <summary><c>tamper-proxy</c>: a liar between the generator and the server, to see whether the account finds it.</summary>
internal static class TamperCommand
{
    public static Command Create()
    {
        var server = new Option<Uri>("--to")
        {
            Description = "the server",
            DefaultValueFactory = _ => new Uri("http://127.0.0.1:5080"),
        };
        var listen = new Option<string>("--listen")
        {
            Description = "where to listen",
            DefaultValueFactory = _ => "http://127.0.0.1:5082",
        };
        var every = Bounded.Option("--every", 10_000, 1, 1_000_000_000, "tampers with one frame in this many");
        var seed = Bounded.Option("--seed", 1, 0, int.MaxValue, "another seed, other frames");
        var delay = Bounded.Option("--delay", 3, 1, 60, "seconds that a delayed frame is held");
        var kinds = Some<TamperKind>("--kinds", "what to do to them");
        var targets = Some<TamperTarget>("--targets", "which frames: a client's SendMessage, its answer, the push of a message");
        var fields = Some<TamperField>("--fields", "where to alter what is altered");
        var command = new Command(
            "tamper-proxy",
            "Stands between a scenario and the server, and loses, doubles, reorders, delays or alters a frame now and then:\n"
            + "every scenario that runs through it has to find violations.")
        {
            server, listen, every, seed, delay, kinds, targets, fields,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = new TamperSettings
            {
                EveryFrames = parsed.GetValue(every),
                Seed = parsed.GetValue(seed),
                Kinds = parsed.GetRequiredValue(kinds),
                Targets = parsed.GetRequiredValue(targets),
                Fields = parsed.GetRequiredValue(fields),
                Delay = TimeSpan.FromSeconds(parsed.GetValue(delay)),
            };
            await RunAsync(parsed.GetRequiredValue(server), parsed.GetRequiredValue(listen), settings, cancellationToken);
        });
        return command;
    }

    private static async Task RunAsync(
        Uri server, string listen, TamperSettings settings, CancellationToken cancellationToken)
    {
        var schedule = new TamperSchedule(settings)
        {
            Noted = tampered => Console.Out.WriteLine(
                $"{tampered.Kind} {tampered.Target} {tampered.Number}{(tampered.Field is { } field ? $" {field}" : "")}"),
        };
        await using var proxy = await TamperProxy.StartAsync(server, listen, settings, schedule, cancellationToken);
        await Console.Error.WriteLineAsync($"The proxy is ready: {proxy.Url}");
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Console.Error.WriteLineAsync($"Tampered with {schedule.Done.Count} of {schedule.Frames} frames.");
    }

    private static Option<T[]> Some<T>(string name, string description)
        where T : struct, Enum =>
        new(name)
        {
            Description = description,
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => Enum.GetValues<T>(),
        };
}
