using System.ComponentModel;
using System.Diagnostics;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

[Collection(SharedServerGroup.Name)]
public sealed class NodeBotTests(SharedServer shared)
{
    private static readonly TimeSpan ScriptDeadline = TimeSpan.FromMinutes(4);

    private readonly ChatServer _server = shared.Server;

    [Fact]
    public async Task The_bot_for_Node_answers_once_what_it_is_told()
    {
        var client = Path.Combine(Repository.Root, "clients", "node_modules", "chat-orleans", "dist", "index.js");
        Assert.True(File.Exists(client), $"The TypeScript client is not built ({client}); ./test builds it.");
        var start = new ProcessStartInfo("node")
        {
            ArgumentList = { "--test", "--test-reporter=tap", "bot.test.js" },
            WorkingDirectory = Path.Combine(Repository.Root, "clients", "examples", "node-bot"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["CHAT_SERVER"] = _server.Url.GetLeftPart(UriPartial.Authority);
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
            node.Kill(entireProcessTree: true);
            Assert.Fail($"The bot's test did not end in time: {await output}{await errors}");
        }

        Assert.True(node.ExitCode == 0, $"The bot's test ended with {node.ExitCode}: {await output}{await errors}");
        Assert.Contains("# pass 1", await output, StringComparison.Ordinal);
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
