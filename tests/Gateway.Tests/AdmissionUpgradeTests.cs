using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using ChatOrleans.Gateway.Admission;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatOrleans.Gateway.Tests;

/// <summary>A server with room for one connection to be set up, in a time that stands still: a place is never given on by itself.</summary>
public sealed class AdmissionUpgradeTests : IAsyncLifetime, IDisposable
{
    private readonly Channel<bool> _entered = Channel.CreateUnbounded<bool>();
    private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HttpClient _client = new();
    private WebApplication? _app;
    private bool _upgrades;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration[$"{AdmissionOptions.Section}:{nameof(AdmissionOptions.Connections)}"] = "1";
        builder.Configuration[$"{AdmissionOptions.Section}:{nameof(AdmissionOptions.QueueLimit)}"] = "0";
        builder.Services.AddMetrics();
        builder.Services.AddSingleton<TimeProvider>(new FakeTime());
        builder.Services.AddChatAdmission(builder.Configuration);
        _app = builder.Build();
        _app.UseWebSockets();
        _app.UseChatAdmission();
        _app.Run(AnswerAsync);
        await _app.StartAsync();
        var addresses = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        _client.BaseAddress = new Uri(addresses.Addresses.Single());
    }

    public async Task DisposeAsync()
    {
        _goOn.TrySetResult();
        await _app!.DisposeAsync();
    }

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Upgrade_NoPlace_IsToldWhenToComeAgainAndAllElsePasses()
    {
        var first = UpgradeAsync();
        await _entered.Reader.ReadAsync().AsTask().OrFailAsync();

        using var refused = await UpgradeAsync().OrFailAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(6));
        using var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync());
        Assert.Equal("overloaded", problem.RootElement.GetProperty("code").GetString());
        Assert.InRange(problem.RootElement.GetProperty("retryAfterMs").GetInt32(), 2_000, 6_000);

        using var negotiated = await _client.PostAsync(new Uri("/hubs/chat/negotiate", UriKind.Relative), null).OrFailAsync();
        Assert.Equal(HttpStatusCode.OK, negotiated.StatusCode);

        _goOn.SetResult();
        using var served = await first.OrFailAsync();
        using var next = await UpgradeAsync().OrFailAsync();
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (served.StatusCode, next.StatusCode));
    }

    [Fact]
    public async Task Upgrade_TheOneBeforeIsUpgraded_HasItsPlace()
    {
        _upgrades = true;
        var first = UpgradeAsync();
        await _entered.Reader.ReadAsync().AsTask().OrFailAsync();
        var second = UpgradeAsync();
        await _entered.Reader.ReadAsync().AsTask().OrFailAsync();
        _goOn.SetResult();

        using var served = await first.OrFailAsync();
        using var next = await second.OrFailAsync();
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (served.StatusCode, next.StatusCode));
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            return;
        }

        if (_upgrades)
        {
            context.LeaveAdmission();
        }

        _entered.Writer.TryWrite(true);
        await _goOn.Task;
    }

    private Task<HttpResponseMessage> UpgradeAsync()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/hubs/chat");
        request.Headers.Connection.Add("Upgrade");
        request.Headers.Upgrade.ParseAdd("websocket");
        request.Headers.Add("Sec-WebSocket-Version", "13");
        request.Headers.Add("Sec-WebSocket-Key", Convert.ToBase64String(Guid.NewGuid().ToByteArray()));
        return _client.SendAsync(request);
    }
}
