namespace ChatOrleans.Telemetry.Prometheus;

/// <summary>The section <c>Chat:Metrics</c>: what is measured, and who may read it at <c>/metrics</c>.</summary>
internal sealed class MetricsOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Chat:Metrics";

    /// <summary>Whether anything is measured. Without it <c>/metrics</c> does not exist.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// The networks (<c>10.0.0.0/8</c>, <c>fd00::/8</c>, single addresses) that <c>/metrics</c> answers to; all others get
    /// 404. Empty by default, which means this machine: <c>127.0.0.0/8</c> and <c>::1</c>.
    /// </summary>
    public IList<string> Networks { get; } = [];

    /// <summary>Further meters by name, <c>*</c> for any part: those of Orleans or Npgsql, which cost something per message.</summary>
    public IList<string> Meters { get; } = [];
}
