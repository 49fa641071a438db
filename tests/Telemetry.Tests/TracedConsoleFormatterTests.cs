using System.Diagnostics;
using ChatOrleans.Telemetry.Logging;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Telemetry.Tests;

public sealed class TracedConsoleFormatterTests
{
    [Fact]
    public void An_entry_is_one_line_with_its_trace_at_the_end()
    {
        using var activity = new Activity("call").SetIdFormat(ActivityIdFormat.W3C).Start();

        Assert.Equal($"fail: Some.Category[5001] It\u0020failed. trace={activity.TraceId.ToHexString()}\n", Write("It\nfailed."));
    }

    [Fact]
    public void An_entry_of_no_trace_names_none()
    {
        Assert.Equal("fail: Some.Category[5001] It failed.\n", Write("It failed."));
    }

    private static string Write(string message)
    {
        var entry = new LogEntry<string>(LogLevel.Error, "Some.Category", 5001, message, null, static (state, _) => state);
        using var writer = new StringWriter();
        new TracedConsoleFormatter(new Unchanging()).Write(entry, null, writer);
        return writer.ToString();
    }

    private sealed class Unchanging : IOptionsMonitor<SimpleConsoleFormatterOptions>
    {
        public SimpleConsoleFormatterOptions CurrentValue { get; } = new();

        public SimpleConsoleFormatterOptions Get(string? name) => CurrentValue;

        public IDisposable? OnChange(Action<SimpleConsoleFormatterOptions, string?> listener) => null;
    }
}
