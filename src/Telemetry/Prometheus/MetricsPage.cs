using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace ChatOrleans.Telemetry.Prometheus;

/// <summary>Gathers what the process measures, from the start on, and writes it in Prometheus' text format when asked.</summary>
internal sealed class MetricsPage : IDisposable
{
    /// <summary>The text format's own name, version included.</summary>
    private const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly SemaphoreSlim _turn = new(1);
    private readonly LastExport _export = new();
    private readonly BaseExportingMetricReader _reader;
    private readonly MeterProvider _provider;

    public MetricsPage(IOptions<MetricsOptions> options)
    {
        _reader = new BaseExportingMetricReader(_export);
        _provider = Sdk.CreateMeterProviderBuilder()
            .AddChatMeters(options.Value.Meters)
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
