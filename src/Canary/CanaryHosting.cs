using ChatOrleans.Canary.Accounts;
using ChatOrleans.Canary.Measuring;
using ChatOrleans.Canary.Pairs;
using ChatOrleans.Telemetry;
using ChatOrleans.Telemetry.Health;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Canary;

/// <summary>
/// The canary: pairs of people who talk through all gateways for ever, at a trickle, and tell whether the contract is
/// kept. It knows no more than a client does.
/// </summary>
internal static class CanaryHosting
{
    private const string DefaultUrl = "http://127.0.0.1:5090";

    private static readonly string[] AddressKeys = ["urls", "http_ports", "https_ports"];

    private static readonly Dictionary<string, string?> Defaults = new(StringComparer.Ordinal)
    {
        ["Logging:LogLevel:Default"] = "Warning",
        ["Logging:LogLevel:ChatOrleans"] = "Information",
        ["Logging:Console:FormatterName"] = "chat",
        ["Logging:Console:FormatterOptions:TimestampFormat"] = "yyyy-MM-ddTHH:mm:ss.fffZ ",
        ["Logging:Console:FormatterOptions:UseUtcTimestamp"] = "true",
    };

    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults });
        if (!Array.Exists(AddressKeys, key => !string.IsNullOrEmpty(builder.Configuration[key]))
            && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        builder.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.AddChatTelemetry(role: "canary", service: "chat-orleans-canary");
        builder.Services.AddOptions<CanaryOptions>().BindConfiguration(CanaryOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<CanaryOptions>, CanaryOptionsValidator>();
        builder.Services.AddSingleton<CanaryMetrics>();
        builder.Services.AddSingleton<Deliveries>();
        builder.Services.AddSingleton<ChatApi>();
        builder.Services.AddSingleton<PairRounds>();
        builder.Services.AddHostedService(services => services.GetRequiredService<PairRounds>());
        builder.Services.AddSingleton<IReadinessComponent, PairReadiness>();

        var app = builder.Build();
        app.MapChatTelemetry();
        return app;
    }
}
