using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using OpenTelemetry.Exporter;
using OpenTelemetry.Trace;

namespace ChatOrleans.Telemetry.Export;

/// <summary>
/// OpenTelemetry's standard keys (<c>OTEL_…</c>), from the environment or any other configuration: what is exported by
/// OTLP, and where to. Nothing is without an endpoint.
/// </summary>
internal sealed class ExportSettings
{
    private const string SamplerKey = "OTEL_TRACES_SAMPLER";
    private const string SamplerArgumentKey = SamplerKey + "_ARG";

    private ExportSettings(IConfiguration configuration) => Configuration = configuration;

    /// <summary>Where the exporters read the rest of their keys.</summary>
    public IConfiguration Configuration { get; }

    /// <summary>Whether metrics are exported.</summary>
    public bool Metrics { get; private init; }

    /// <summary>Whether logs are exported.</summary>
    public bool Logs { get; private init; }

    /// <summary>The share of calls that are traced, 0 to 1; nothing is prepared for tracing at 0.</summary>
    public double TraceRatio { get; private init; }

    /// <summary>Whether traces are exported.</summary>
    public bool Traces => TraceRatio > 0;

    /// <summary>Whether there is more to export than logs.</summary>
    public bool HasProviders => Metrics || Traces;

    public static ExportSettings Read(IConfiguration configuration) => new(configuration)
    {
        Metrics = IsExported(configuration, "METRICS"),
        Logs = IsExported(configuration, "LOGS"),
        TraceRatio = IsExported(configuration, "TRACES") ? ReadRatio(configuration) : 0,
    };

    /// <summary>A sampler that follows the caller's decision, and takes its share of the calls that begin here.</summary>
    public Sampler CreateSampler() => new ParentBasedSampler(new TraceIdRatioBasedSampler(TraceRatio));

    /// <summary>Applies the keys of one signal, which take precedence over those of all.</summary>
    public void Apply(string signal, OtlpExporterOptions options)
    {
        if (Of(signal, "PROTOCOL") is { } protocol)
        {
            options.Protocol = protocol switch
            {
                "grpc" => OtlpExportProtocol.Grpc,
                "http/protobuf" => OtlpExportProtocol.HttpProtobuf,
                _ => throw Wrong($"OTEL_EXPORTER_OTLP_{signal}_PROTOCOL", protocol, "grpc or http/protobuf"),
            };
        }

        if (Of(signal, "ENDPOINT") is { } endpoint)
        {
            options.Endpoint = Uri.TryCreate(endpoint, UriKind.Absolute, out var address)
                ? address
                : throw Wrong($"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT", endpoint, "a URL");
        }

        if (Of(signal, "HEADERS") is { } headers)
        {
            options.Headers = headers;
        }
    }

    private string? Of(string signal, string what) =>
        Configuration[$"OTEL_EXPORTER_OTLP_{signal}_{what}"] is { Length: > 0 } value ? value : null;

    private static bool IsExported(IConfiguration configuration, string signal) =>
        !string.Equals(configuration["OTEL_SDK_DISABLED"], "true", StringComparison.OrdinalIgnoreCase)
        && configuration[$"OTEL_{signal}_EXPORTER"] is null or "" or "otlp"
        && !(string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"])
            && string.IsNullOrEmpty(configuration[$"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"]));

    // Unlike the standard's default, an endpoint alone traces nothing: a span for each of 100,000 messages a second has to be asked for.
    private static double ReadRatio(IConfiguration configuration)
    {
        var argument = configuration[SamplerArgumentKey];
        return configuration[SamplerKey] switch
        {
            null or "" => ReadArgument(argument, otherwise: 0),
            "always_on" or "parentbased_always_on" => 1,
            "always_off" or "parentbased_always_off" => 0,
            "traceidratio" or "parentbased_traceidratio" => ReadArgument(argument, otherwise: 1),
            var other => throw Wrong(SamplerKey, other, "parentbased_traceidratio, parentbased_always_on or parentbased_always_off"),
        };
    }

    private static double ReadArgument(string? text, double otherwise) =>
        string.IsNullOrEmpty(text) ? otherwise
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var ratio) && ratio is >= 0 and <= 1 ? ratio
        : throw Wrong(SamplerArgumentKey, text, "a number from 0 to 1");

    private static OptionsValidationException Wrong(string key, string? value, string rule) =>
        new(key, typeof(ExportSettings), [$"{key} is '{value}'; it must be {rule}."]);
}
