using OpenTelemetry.Resources;

namespace ChatOrleans.Telemetry.Export;

/// <summary>The process's identity as OpenTelemetry's resource.</summary>
internal static class ExportIdentity
{
    /// <summary>Says who speaks; <c>OTEL_RESOURCE_ATTRIBUTES</c> has the last word.</summary>
    public static void Describe(this TelemetryIdentity identity, ResourceBuilder resource) => resource
        .AddService(
            identity.Service, serviceVersion: identity.Version, autoGenerateServiceInstanceId: false, serviceInstanceId: identity.Instance)
        .AddAttributes([new KeyValuePair<string, object>("chat.role", identity.Role)])
        .AddEnvironmentVariableDetector();
}
