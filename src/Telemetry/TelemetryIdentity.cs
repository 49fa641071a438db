using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace ChatOrleans.Telemetry;

/// <summary>Which process speaks.</summary>
internal sealed record TelemetryIdentity
{
    /// <summary>The key of the process's role, which <c>both</c> is the default of.</summary>
    public const string RoleKey = "Chat:Role";

    /// <summary>The program.</summary>
    public required string Service { get; init; }

    /// <summary>The process among those of the program: unique at a time, and readable.</summary>
    public required string Instance { get; init; }

    /// <summary>What it does.</summary>
    public required string Role { get; init; }

    /// <summary>The product's version.</summary>
    public required string Version { get; init; }

    public static TelemetryIdentity Read(IConfiguration configuration, string? role, string service) => new()
    {
        Service = configuration["OTEL_SERVICE_NAME"] is { Length: > 0 } name ? name : service,
        Instance = $"{Environment.MachineName}:{Environment.ProcessId}",
        Role = role ?? (configuration[RoleKey] is { Length: > 0 } configured ? configured.ToLowerInvariant() : "both"),
        Version = VersionOf(typeof(TelemetryIdentity).Assembly),
    };

    // What the build adds behind the plus sign names a commit, and makes a label that changes with every build.
    private static string VersionOf(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";
}
