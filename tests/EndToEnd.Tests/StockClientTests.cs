using System.ComponentModel;
using System.Diagnostics;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

[Collection(SharedServerGroup.Name)]
public sealed class StockClientTests(SharedServer shared)
{
    private static readonly TimeSpan ScriptDeadline = TimeSpan.FromSeconds(60);

    private readonly ChatServer _server = shared.Server;

    [Fact]
    public async Task The_stock_JavaScript_client_holds_a_conversation()
    {
        var package = Path.Combine(Repository.Tools, "node_modules", "@microsoft", "signalr", "package.json");
        Assert.True(File.Exists(package), $"The npm package @microsoft/signalr is missing ({package}); ./test installs it.");
        var start = new ProcessStartInfo("node")
        {
            ArgumentList =
            {
                Path.Combine(Repository.Root, "tests", "EndToEnd.Tests", "stock-client", "conversation.mjs"),
                _server.Url.GetLeftPart(UriPartial.Authority),
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["CHAT_TOOLS"] = Repository.Tools;
        using var node = Start(start);
        var output = node.StandardOutput.ReadToEndAsync();
        var errors = node.StandardError.ReadToEndAsync();
        using var deadline = new CancellationTokenSource(ScriptDeadline);
        try
        {
            await node.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            node.Kill();
            Assert.Fail($"The script did not end in time: {await output}{await errors}");
        }

        Assert.True(node.ExitCode == 0, $"The script ended with {node.ExitCode}: {await output}{await errors}");
        Assert.Equal("conversation held", (await output).Trim());
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new ExpectationException("Node.js 20 or later has to be on the PATH.", exception);
        }
    }
}
