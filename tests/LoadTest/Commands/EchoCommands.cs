using System.CommandLine;
using ChatOrleans.LoadTest.Echo;
using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Reports;
using ChatOrleans.LoadTest.Scenarios;

namespace ChatOrleans.LoadTest.Commands;

/// <summary>The ceiling that SignalR itself sets: <c>echo</c>, and the server of it for another process or machine.</summary>
internal static class EchoCommands
{
    public static Command Measure()
    {
        var url = new Option<Uri?>("--url")
        {
            Description = "an echo-server that runs already; otherwise one is started beside",
            CustomParser = UrlOption.Parse,
        };
        var options = new ScenarioOptions(ScenarioNames.Echo, pairs: 500, ramp: 10, hold: 20);
        var command = new Command(ScenarioNames.Echo, "What flood does, against a bare SignalR hub that stores nothing.") { url };
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var given = parsed.GetValue(url);
            using var started = given is null ? await EchoProcess.StartAsync(cancellationToken) : null;
            var accounts = Enumerable.Range(0, options.AccountCount(parsed)).Select(_ => EchoThreads.Nobody()).ToArray();
            var settings = options.Read(parsed, given ?? started!.Address, accounts);
            var conditions = Conditions.Read();
            var figures = await PlainRun.RunAsync(
                ScenarioMaker.Make(ScenarioNames.Echo, settings, auditor: null), started?.Id, cancellationToken);
            var report = new Report
            {
                Scenario = command.Name,
                Conditions = conditions,
                Options = options.Told(parsed),
                Figures = figures,
            };
            return await report.PublishAsync(path: null);
        });
        return command;
    }

    public static Command Serve()
    {
        var url = new Option<string>("--url") { Description = "where to listen", DefaultValueFactory = _ => "http://127.0.0.1:5081" };
        var endsWithInput = new Option<bool>("--ends-with-input") { Description = "ends when its standard input does" };
        var command = new Command("echo-server", "Serves the bare SignalR hub until Ctrl-C.") { url, endsWithInput };
        command.SetAction((parsed, cancellationToken) => EchoServer.RunAsync(
            parsed.GetRequiredValue(url), parsed.GetValue(endsWithInput), cancellationToken));
        return command;
    }
}
