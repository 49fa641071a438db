using System.Net;
using ChatOrleans.Gateway.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatOrleans.Gateway.Tests;

/// <summary>A server with a web client of a few files beside a call, in a folder of its own; outside of it lies a secret.</summary>
public sealed class WebSite : IAsyncLifetime, IDisposable
{
    public const string Page = "<!doctype html><title>Chat</title>";
    public const string ScriptPath = "/assets/index-Ab3_d-Z9.js";
    public const string Secret = "secret.txt";

    public static readonly string Script = string.Concat(Enumerable.Repeat("export const answer = 42;\n", 200));
    public static readonly byte[] Picture = [.. Enumerable.Range(0, 500).Select(number => (byte)(number * 31 % 251))];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chat-orleans-web-");
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None });
    private WebApplication? _app;

    public async Task InitializeAsync()
    {
        var site = _folder.CreateSubdirectory("dist");
        site.CreateSubdirectory("assets");
        await WriteAsync(Path.Combine("..", Secret), "not for the web"u8.ToArray());
        await WriteAsync("index.html", Bytes(Page));
        await WriteAsync("sw.js", "self.skipWaiting();"u8.ToArray());
        await WriteAsync("manifest.webmanifest", "{}"u8.ToArray());
        await WriteAsync("picture.png", Picture);
        await WriteAsync(ScriptPath[1..], Bytes(Script));

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration[$"{WebOptions.Section}:{nameof(WebOptions.Folder)}"] = site.FullName;
        builder.Services.AddChatWeb();
        _app = builder.Build();
        _app.UseRouting();
        _app.UseChatWeb();
        _app.MapGet("/api/v1/me", () => "me");
        _app.MapPost("/api/v1/auth/login", () => "in");
        await _app.StartAsync();
        _http.BaseAddress = new Uri(_app.Urls.Single());

        Task WriteAsync(string name, byte[] bytes) => File.WriteAllBytesAsync(Path.Combine(site.FullName, name), bytes);
    }

    /// <summary>Sends a request as it stands, without the client's own idea of what a path is.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(
            method, new Uri(_http.BaseAddress + path[1..], new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await _http.SendAsync(request).OrFailAsync();
    }

    public async Task DisposeAsync() => await (_app?.DisposeAsync() ?? ValueTask.CompletedTask);

    public void Dispose()
    {
        _http.Dispose();
        _folder.Delete(recursive: true);
    }

    private static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
