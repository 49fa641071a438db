using Microsoft.Extensions.Logging.Console;

namespace ChatOrleans.Silo;

/// <summary>ASP.NET Core's ordinary configuration with this program's defaults.</summary>
internal static class SiloConfiguration
{
    private const string DefaultUrl = "http://127.0.0.1:5080";

    private static readonly string[] AddressKeys = ["urls", "http_ports", "https_ports"];

    internal static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,

            // appsettings.json lies beside the program, wherever that is started from.
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.AddCommandLine(args, new Dictionary<string, string> { ["--data"] = "Chat:Data" });

        if (!SaysWhereToListen(builder.Configuration))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        // Standard output is for what the person who started the program wants to know.
        builder.Services.Configure<ConsoleLoggerOptions>(options =>
            options.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(15));
        return builder;
    }

    private static bool SaysWhereToListen(ConfigurationManager configuration) =>
        AddressKeys.Any(key => !string.IsNullOrEmpty(configuration[key]))
        || configuration.GetSection("Kestrel:Endpoints").Exists();
}
