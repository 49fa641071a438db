using ChatOrleans.Telemetry.Export;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Telemetry.Tests;

public sealed class ExportSettingsTests
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    [Fact]
    public void Without_an_endpoint_nothing_is_exported()
    {
        var settings = Read(("OTEL_TRACES_SAMPLER", "parentbased_always_on"));
        Assert.Equal((false, false, false), (settings.Metrics, settings.Logs, settings.Traces));
    }

    [Fact]
    public void An_endpoint_alone_traces_nothing()
    {
        var settings = Read((Endpoint, "http://127.0.0.1:4317"));
        Assert.Equal((true, true, false), (settings.Metrics, settings.Logs, settings.Traces));
    }

    [Fact]
    public void The_endpoint_of_one_signal_switches_on_that_signal()
    {
        var settings = Read(("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", "http://127.0.0.1:4317"));
        Assert.Equal((false, true, false), (settings.Metrics, settings.Logs, settings.Traces));
    }

    [Theory]
    [InlineData("OTEL_SDK_DISABLED", "true", false)]
    [InlineData("OTEL_METRICS_EXPORTER", "none", false)]
    [InlineData("OTEL_METRICS_EXPORTER", "otlp", true)]
    public void A_signal_can_be_left_out(string key, string value, bool exported)
    {
        Assert.Equal(exported, Read((Endpoint, "http://127.0.0.1:4317"), (key, value)).Metrics);
    }

    [Theory]
    [InlineData(null, "0.25", 0.25)]
    [InlineData("parentbased_traceidratio", "0.001", 0.001)]
    [InlineData("parentbased_always_on", null, 1)]
    [InlineData("parentbased_always_off", null, 0)]
    [InlineData("traceidratio", null, 1)]
    public void The_sampler_is_the_standards(string? sampler, string? argument, double ratio)
    {
        var settings = Read(
            (Endpoint, "http://127.0.0.1:4317"), ("OTEL_TRACES_SAMPLER", sampler), ("OTEL_TRACES_SAMPLER_ARG", argument));
        Assert.Equal(ratio, settings.TraceRatio);
    }

    [Theory]
    [InlineData("jaeger_remote", "1", "OTEL_TRACES_SAMPLER ")]
    [InlineData("traceidratio", "2", "OTEL_TRACES_SAMPLER_ARG ")]
    public void A_wrong_sampler_is_refused_by_its_key(string sampler, string argument, string named)
    {
        var refused = Assert.Throws<OptionsValidationException>(() => Read(
            (Endpoint, "http://127.0.0.1:4317"), ("OTEL_TRACES_SAMPLER", sampler), ("OTEL_TRACES_SAMPLER_ARG", argument)));
        Assert.StartsWith(named, refused.Message, StringComparison.Ordinal);
    }

    private static ExportSettings Read(params (string Key, string? Value)[] settings) => ExportSettings.Read(
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)))
            .Build());
}
