using System.Globalization;

namespace ChatOrleans.Faults.Scheduling;

/// <summary>One fault of a schedule.</summary>
/// <param name="AtMs">When, from the beginning of the faults.</param>
/// <param name="Kind">What is done.</param>
/// <param name="Node">To whom, such as <c>silo-1</c>.</param>
/// <param name="LastsMs">How long it stays so; 0 where it is over as soon as it can be.</param>
internal sealed record Fault(int AtMs, FaultKind Kind, string Node, int LastsMs)
{
    public const string Postgres = "postgres";

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{AtMs / 1000.0,6:F2} s  {Kind,-13} {Node}{(LastsMs > 0 ? $" for {LastsMs / 1000.0:F2} s" : "")}");
}
