using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging.Console;

namespace ChatOrleans.Gateway.Startup;

/// <summary>What the programs have in common: where they listen and log by default, and how they end.</summary>
public static class ProgramHosting
{
    private const string DefaultUrl = "http://127.0.0.1:5080";

    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(15);
    private static readonly string[] AddressKeys = ["urls", "http_ports", "https_ports"];

    /// <summary>Beneath all other configuration. A file of the gateway's would be in the way of the silo's, whose program holds this one.</summary>
    private static readonly Dictionary<string, string?> Defaults = new(StringComparer.Ordinal)
    {
        ["Logging:LogLevel:Default"] = "Warning",
        ["Logging:LogLevel:ChatOrleans"] = "Information",
        // What ends the program is shown once, at the end.
        ["Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host"] = "Critical",
        // The keys that protect tokens lie in the database beside the accounts; who reads it needs no keys.
        ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager"] = "Error",
        ["Logging:Console:FormatterName"] = "chat",
        ["Logging:Console:FormatterOptions:SingleLine"] = "true",
        ["Logging:Console:FormatterOptions:TimestampFormat"] = "yyyy-MM-ddTHH:mm:ss.fffZ ",
        ["Logging:Console:FormatterOptions:UseUtcTimestamp"] = "true",
    };

    /// <summary>ASP.NET Core's ordinary configuration with the programs' defaults.</summary>
    /// <param name="args">The program's arguments.</param>
    /// <param name="shortNames">Arguments that stand for a longer key, such as <c>--data</c>.</param>
    public static WebApplicationBuilder CreateBuilder(string[] args, IDictionary<string, string>? shortNames = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,

            // appsettings.json lies beside the program, wherever that is started from.
            ContentRootPath = AppContext.BaseDirectory,
        });
        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults });
        builder.Configuration.AddCommandLine(args, shortNames);
        if (!SaysWhereToListen(builder.Configuration))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        // Standard output is for what the person who started the program wants to know.
        builder.Services.Configure<ConsoleLoggerOptions>(options =>
            options.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = StopTime);
        return builder;
    }

    /// <summary>Runs the program and gives its exit code; what keeps it from starting is said on standard error.</summary>
    public static async Task<int> RunAsync(Func<Task<int>> run)
    {
        ArgumentNullException.ThrowIfNull(run);
        try
        {
            return await run();
        }
        catch (OperationCanceledException)
        {
            // Stopped before it was up; what had been started is undone.
            return 0;
        }
        catch (Exception exception)
        {
            await Console.Error.WriteLineAsync(StartupException.Explain(exception));
            return 1;
        }
    }

    private static bool SaysWhereToListen(ConfigurationManager configuration) =>
        AddressKeys.Any(key => !string.IsNullOrEmpty(configuration[key]))
        || configuration.GetSection("Kestrel:Endpoints").Exists();
}
