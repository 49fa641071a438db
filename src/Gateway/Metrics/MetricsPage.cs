using System.Text;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace ChatOrleans.Gateway.Metrics;

/// <summary>Gathers what the process measures, from the start on, and writes it in Prometheus' text format when asked.</summary>
internal sealed class MetricsPage : IDisposable
{
    /// <summary>The text format's own name, version included.</summary>
    private const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>
    /// Combinations of labels that a metric may have, far above what the product's and the server's have; room for all of
    /// them is taken at the start.
    /// </summary>
    private const int MaxPoints = 200;

    /// <summary>All of the product's, and the runtime's and the server's, which cost nothing per message.</summary>
    private static readonly string[] Meters =
    [
        "ChatOrleans.*", "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http.Connections",
    ];

    private readonly SemaphoreSlim _turn = new(1);
    private readonly LastExport _export = new();
    private readonly BaseExportingMetricReader _reader;
    private readonly MeterProvider _provider;

    public MetricsPage(IOptions<MetricsOptions> options)
    {
        _reader = new BaseExportingMetricReader(_export);
        _provider = Sdk.CreateMeterProviderBuilder()
            .AddMeter([.. Meters, .. options.Value.Meters])
            .AddView(static _ => new MetricStreamConfiguration { CardinalityLimit = MaxPoints })
            .AddReader(_reader)
            .Build();
    }

    /// <summary>Reads all values and writes them as the answer.</summary>
    public async Task WriteAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        var text = Encoding.UTF8.GetBytes(await ReadAsync(cancellationToken));
        response.ContentType = ContentType;
        response.ContentLength = text.Length;
        await response.Body.WriteAsync(text, cancellationToken);
    }

    /// <summary>All values now, as text.</summary>
    public async Task<string> ReadAsync(CancellationToken cancellationToken)
    {
        // The values are valid only while the reader's own call lasts, and two may not overlap.
        await _turn.WaitAsync(cancellationToken);
        try
        {
            _ = _reader.Collect();
            return _export.Text;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _provider.Dispose();
        _turn.Dispose();
    }

    /// <summary>Takes the values that the reader collects, on the collecting thread.</summary>
    private sealed class LastExport : BaseExporter<Metric>
    {
        public string Text { get; private set; } = string.Empty;

        public override ExportResult Export(in Batch<Metric> batch)
        {
            var metrics = new List<Metric>();
            foreach (var metric in batch)
            {
                metrics.Add(metric);
            }

            Text = PrometheusText.Of(metrics);
            return ExportResult.Success;
        }
    }
}
