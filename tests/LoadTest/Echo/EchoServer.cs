using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatOrleans.LoadTest.Echo;

/// <summary>Hosts the echo as the product hosts its hub: the same host and the same hub options.</summary>
internal static class EchoServer
{
    /// <summary>What the line that says that it is ready begins with; the address follows.</summary>
    public const string Ready = "The echo is ready: ";

    private const int MaxFrameBytes = 64 * 1024;
    private const int ParallelInvocations = 16;

    /// <summary>Serves until told to stop, or until standard input ends where that means the parent's end.</summary>
    public static async Task RunAsync(string url, bool endsWithInput, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<EchoThreads>();
        builder.Services.AddSignalR(hub =>
        {
            hub.KeepAliveInterval = TimeSpan.FromSeconds(15);
            hub.ClientTimeoutInterval = TimeSpan.FromSeconds(30);
            hub.MaximumReceiveMessageSize = MaxFrameBytes;
            hub.MaximumParallelInvocationsPerClient = ParallelInvocations;
        });

        await using var app = builder.Build();
        app.MapHub<EchoHub>("/hubs/chat", options => options.Transports = HttpTransportType.WebSockets);
        await app.StartAsync(cancellationToken);
        await Console.Out.WriteLineAsync(Ready + app.Urls.First());
        await Console.Out.FlushAsync(cancellationToken);

        if (endsWithInput)
        {
            _ = StopWithInputAsync(app);
        }

        await app.WaitForShutdownAsync(cancellationToken);
    }

    private static async Task StopWithInputAsync(WebApplication app)
    {
        await Task.Run(Console.In.ReadToEnd);
        await app.StopAsync();
    }
}
