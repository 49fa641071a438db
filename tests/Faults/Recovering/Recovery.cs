using ChatOrleans.Faults.Scheduling;

namespace ChatOrleans.Faults.Recovering;

/// <summary>How long one person had no acknowledgement because of one fault.</summary>
/// <param name="Kind">The fault.</param>
/// <param name="Node">To whom.</param>
/// <param name="UserId">The person.</param>
/// <param name="Milliseconds">From the fault to the first acknowledgement behind it.</param>
internal sealed record Recovery(FaultKind Kind, string Node, string UserId, double Milliseconds);
