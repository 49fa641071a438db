using ChatOrleans.LoadTest.Reports;

namespace ChatOrleans.LoadTest.Limits;

/// <summary>What became of the server when more was offered than it can do.</summary>
internal sealed record OverloadFigures : IFigures
{
    /// <summary>Messages a second that a closed loop reached just before.</summary>
    public required double CeilingPerSecond { get; init; }

    public required double OfferedPerSecond { get; init; }

    public required LoadFigures Overloaded { get; init; }

    /// <summary>The server's resident memory, each second from before the load to after it.</summary>
    public required IReadOnlyList<double> ServerMegabytes { get; init; }

    /// <summary>What it still did, as a share of the ceiling.</summary>
    public double Kept => Overloaded.MessagesPerSecond / CeilingPerSecond;

    /// <summary>Refused with <c>overloaded</c>, as a share of all that was sent.</summary>
    public double RefusedShare =>
        Overloaded.Sent == 0 ? 0 : (double)Overloaded.Errors.GetValueOrDefault("overloaded") / Overloaded.Sent;

    public bool IsSound => Overloaded.IsSound;

    public IEnumerable<string> Lines()
    {
        yield return Line.Of("ceiling", FormattableString.Invariant($"{CeilingPerSecond:F0} a second"));
        yield return Line.Of("offered", FormattableString.Invariant($"{OfferedPerSecond:F0} a second"));
        yield return Line.Of(
            "kept", FormattableString.Invariant($"{Kept:F2} of the ceiling, {RefusedShare:P1} refused with overloaded"));
        if (ServerMegabytes.Count > 0)
        {
            yield return Line.Of(
                "server's memory",
                FormattableString.Invariant(
                    $"{ServerMegabytes[0]:F0} MB before, {ServerMegabytes[ServerMegabytes.Count / 2]:F0} half-way, {ServerMegabytes.Max():F0} at most, {ServerMegabytes[^1]:F0} after"));
        }

        foreach (var line in Overloaded.Lines())
        {
            yield return line;
        }
    }
}
