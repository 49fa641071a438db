using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;

namespace ChatOrleans.Telemetry.Prometheus;

/// <summary>What is measured in this process, whoever reads it.</summary>
internal static class ChatMeters
{
    /// <summary>
    /// Combinations of labels that a metric may have, far above what the product's and the server's have; room for all of
    /// them is taken at the start.
    /// </summary>
    private const int MaxPoints = 200;

    private const string OrleansMeter = "Microsoft.Orleans";

    /// <summary>All of the product's, and the runtime's and the server's, which cost nothing per message.</summary>
    private static readonly string[] Meters =
    [
        "ChatOrleans.*", "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http.Connections", OrleansMeter,
    ];

    /// <summary>What is read when asked for, and so costs nothing per message, of what Orleans measures.</summary>
    private static readonly HashSet<string> FreeOfOrleans = new(StringComparer.Ordinal)
    {
        "orleans-catalog-activations", "orleans-gateway-connected-clients",
    };

    /// <summary>Adds the meters, and further ones by name; a name of these that covers Orleans' brings all that it measures.</summary>
    public static MeterProviderBuilder AddChatMeters(this MeterProviderBuilder builder, ICollection<string> more)
    {
        var allOfOrleans = more.Any(name => name.StartsWith(OrleansMeter, StringComparison.Ordinal) || name == "*");
        return builder
            .AddMeter([.. Meters, .. more])
            .AddView(instrument => Shape(instrument, allOfOrleans));
    }

    private static MetricStreamConfiguration Shape(Instrument instrument, bool allOfOrleans) =>
        instrument.Meter.Name == OrleansMeter && !allOfOrleans && !FreeOfOrleans.Contains(instrument.Name)
            ? MetricStreamConfiguration.Drop
            : new MetricStreamConfiguration { CardinalityLimit = MaxPoints };
}
