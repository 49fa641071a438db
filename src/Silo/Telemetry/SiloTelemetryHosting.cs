using ChatOrleans.Telemetry;
using ChatOrleans.Telemetry.Health;

namespace ChatOrleans.Silo.Telemetry;

/// <summary>What a process with a silo tells of itself, whether it is a gateway too or not.</summary>
internal static class SiloTelemetryHosting
{
    internal static WebApplicationBuilder AddSiloTelemetry(this WebApplicationBuilder builder)
    {
        builder.AddChatTelemetry();
        builder.Services.AddSingleton<IReadinessComponent, DatabaseReadiness>();
        builder.Services.AddSingleton<IReadinessComponent, ClusterReadiness>();
        builder.Services.AddSingleton<IReadinessComponent, WriterReadiness>();
        builder.Services.AddSingleton<ILivenessComponent, SiloLiveness>();
        return builder;
    }
}
