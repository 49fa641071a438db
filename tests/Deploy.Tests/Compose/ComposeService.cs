using System.Globalization;
using ChatOrleans.Deploy.Tests.Yaml;

namespace ChatOrleans.Deploy.Tests.Compose;

/// <summary>One service of the compose file.</summary>
internal sealed class ComposeService(string name, YamlValue body)
{
    public string Name { get; } = name;

    public YamlValue Body { get; } = body;

    /// <summary>Its environment, with variables filled in.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; } = body["environment"].Fields.ToDictionary(
        variable => variable.Key, variable => ComposeFile.Fill(variable.Value.Text), StringComparer.Ordinal);

    /// <summary>What it does of the product; null for other programs and for the migration.</summary>
    public string? Role => Environment.GetValueOrDefault("Chat__Role");

    /// <summary>Its fixed address on the network behind the proxy.</summary>
    public string? Address => Body["networks"]["back"]["ipv4_address"].TextOrNull;

    /// <summary>Whom it waits for, and for what of them.</summary>
    public IReadOnlyDictionary<string, string> Waits => Body["depends_on"].Fields.ToDictionary(
        other => other.Key, other => other.Value["condition"].Text, StringComparer.Ordinal);

    /// <summary>How long it has between SIGTERM and SIGKILL.</summary>
    public TimeSpan StopGracePeriod => Seconds(Body["stop_grace_period"].Text);

    public bool IsOptional => Body["profiles"].Exists;

    private static TimeSpan Seconds(string text) =>
        TimeSpan.FromSeconds(int.Parse(text.TrimEnd('s'), CultureInfo.InvariantCulture));
}
