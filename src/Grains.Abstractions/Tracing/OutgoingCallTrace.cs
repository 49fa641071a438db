using System.Diagnostics;

namespace ChatOrleans.Grains.Abstractions.Tracing;

/// <summary>
/// The caller's side of a grain call in a trace. Orleans' own propagation would begin traces of its own with every call
/// between heartbeats and leases, and lose the decision not to record.
/// </summary>
internal sealed class OutgoingCallTrace : IOutgoingGrainCallFilter
{
    /// <summary>The key among what a grain call carries; the value is in W3C's form.</summary>
    public const string ContextKey = "traceparent";

    public Task Invoke(IOutgoingGrainCallContext context) =>
        GrainTrace.Recorded is { } caller ? TraceAsync(context, caller) : context.Invoke();

    private static async Task TraceAsync(IOutgoingGrainCallContext context, Activity caller)
    {
        using var span = GrainTrace.Source.StartActivity(GrainTrace.NameOf(context), ActivityKind.Client);
        // Seen by this call alone: an asynchronous method's changes end with it.
        RequestContext.Set(ContextKey, (span ?? caller).Id!);
        try
        {
            await context.Invoke();
        }
        catch (Exception fault)
        {
            span?.SetStatus(ActivityStatusCode.Error, fault.GetType().Name);
            throw;
        }
    }
}
