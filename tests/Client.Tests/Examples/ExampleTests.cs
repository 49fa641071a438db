using System.Net;
using System.Net.Http.Json;
using ChatOrleans.Client.Contract;
using ChatOrleans.Client.Tests.Fakes;
using ChatOrleans.Client.Tests.Servers;
using ChatOrleans.TestKit;

namespace ChatOrleans.Client.Tests.Examples;

/// <summary>The examples, run as their readers run them.</summary>
[Collection(SharedServerGroup.Name)]
public sealed class ExampleTests(SharedServer shared) : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly Uri _server = shared.Server.Url;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chat-example-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_bot_says_everything_back_and_ends_when_told()
    {
        var handle = $"bot.{Guid.NewGuid():N}"[..20];
        await using var bot = ServerProcess.Start(new ProgramStart
        {
            Project = "DotnetBot",
            Assembly = Built("dotnet-bot", "DotnetBot"),
            Arguments = [_server.ToString(), handle, Pair.Password],
        });
        await bot.WaitUntilReadyAsync(Deadline);
        await using var ada = await Pair.JoinAsync(_server, "ada");
        var thread = await ada.OpenThreadAsync(handle).OrFailAsync();
        var asked = await ada.Send(thread.ThreadId, "Is anybody there?").Settled.OrFailAsync();
        var answered = await ada.ThreadAsync(thread.ThreadId, one => one.LastMessage is { Mine: false });
        Assert.Equal(("You said: Is anybody there?", asked.Seq), (answered.LastMessage!.Text, answered.LastMessage.ReplyTo));

        await bot.TerminateAsync();
        Assert.Equal(0, await bot.WaitForExitAsync(Deadline));
    }

    [Fact]
    public async Task The_application_lets_its_users_chat_and_nobody_else()
    {
        var key = Path.Combine(_folder.FullName, "shop.key.pem");
        await File.WriteAllTextAsync(key, shared.PrivateKey);
        await using var shop = ServerProcess.Start(new ProgramStart
        {
            Project = "AspNetHost",
            Assembly = Built("aspnet-host", "AspNetHost"),
            Arguments =
            [
                "--urls", "http://127.0.0.1:0", "--contentRoot", Folder("aspnet-host"),
                "--Chat:Server", _server.ToString(), "--Chat:Issuer", SharedServer.Issuer, "--Chat:Audience", SharedServer.Audience,
                "--Chat:KeyId", SharedServer.KeyId, "--Chat:KeyFile", key,
            ],
        });
        var url = await shop.WaitUntilReadyAsync(Deadline);
        using var browser = new HttpClient { BaseAddress = url };
        Assert.Contains("shop.js", await browser.GetStringAsync("/"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.PostAsync("/chat-token", null)).StatusCode);
        var wrong = await browser.PostAsJsonAsync("/login", new { user = "ada", password = "grace" });
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);

        await using var ada = await EnterAsync(url, "ada");
        await using var grace = await EnterAsync(url, "grace");
        Assert.Equal("Ada Lovelace", ada.Me!.DisplayName);
        var thread = await ada.OpenThreadAsync(grace.Me!.UserId).OrFailAsync();
        await ada.Send(thread.ThreadId, "Hello Grace").Settled.OrFailAsync();
        var seen = await grace.ThreadAsync(thread.ThreadId, one => one.LastMessage is not null);
        Assert.Equal(("Hello Grace", "Ada Lovelace"), (seen.LastMessage!.Text, seen.Peer.DisplayName));

        // The same person again, whatever the session.
        await using var again = await EnterAsync(url, "ada");
        Assert.Equal(ada.Me.UserId, again.Me!.UserId);
        await shop.TerminateAsync();
        Assert.Equal(0, await shop.WaitForExitAsync(Deadline));
    }

    private static async Task<ChatClient> EnterAsync(Uri shop, string user)
    {
        using var browser = new HttpClient { BaseAddress = shop };
        using var login = await browser.PostAsJsonAsync("/login", new { user, password = user });
        Assert.Equal(HttpStatusCode.NoContent, login.StatusCode);
        using var answer = await browser.PostAsync("/chat-token", null);
        var handed = (await answer.Content.ReadFromJsonAsync<Handed>())!;
        var client = new ChatClient(new ChatClientOptions { Server = handed.Server });
        await client.SignInWithHostTokenAsync(new HostLoginRequest { Token = handed.Token, DeviceName = "Shop" });
        await client.ConnectAsync().OrFailAsync();
        return client;
    }

    private static string Folder(string example) => Path.Combine(Repository.Root, "clients", "examples", example);

    private static string Built(string example, string project) =>
        Path.Combine(Folder(example), "bin", Repository.Configuration, "net10.0", $"ChatOrleans.{project}.dll");

    private sealed record Handed(Uri Server, string Token);
}
