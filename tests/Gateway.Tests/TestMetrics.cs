using System.Diagnostics.Metrics;
using ChatOrleans.Gateway.Metrics;

namespace ChatOrleans.Gateway.Tests;

/// <summary>Metrics of a gateway under test, on a meter of their own.</summary>
internal static class TestMetrics
{
    public static GatewayMetrics Create(IMeterFactory? meters = null) => new(meters ?? new Meters(), TimeProvider.System);

    private sealed class Meters : IMeterFactory
    {
        public Meter Create(MeterOptions options) => new(options);

        public void Dispose()
        {
        }
    }
}
