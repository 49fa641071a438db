using OpenTelemetry.Logs;
using OpenTelemetry.Resources;

namespace ChatOrleans.Telemetry.Export;

/// <summary>Logs by OTLP: the same entries as on the console, by the same levels, each with the ids of its trace.</summary>
internal static class LogExport
{
    public static void Export(this OpenTelemetryLoggerOptions logs, ExportSettings settings, TelemetryIdentity identity)
    {
        var resource = ResourceBuilder.CreateDefault();
        identity.Describe(resource);
        logs.SetResourceBuilder(resource);
        logs.IncludeFormattedMessage = true;
        // Scopes are the frameworks', and what they hold is not ours to promise.
        logs.IncludeScopes = false;
        logs.AddOtlpExporter(options => settings.Apply("LOGS", options));
    }
}
