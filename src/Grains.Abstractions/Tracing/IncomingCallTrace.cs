using System.Diagnostics;

namespace ChatOrleans.Grains.Abstractions.Tracing;

/// <summary>The grain's side of a call in a trace.</summary>
internal sealed class IncomingCallTrace : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context) =>
        RequestContext.Get(OutgoingCallTrace.ContextKey) is string parent
        && ActivityContext.TryParse(parent, traceState: null, isRemote: true, out var caller)
            ? TraceAsync(context, caller)
            : context.Invoke();

    private static async Task TraceAsync(IIncomingGrainCallContext context, ActivityContext caller)
    {
        using var span = GrainTrace.Source.StartActivity(
            GrainTrace.NameOf(context), ActivityKind.Server, caller);
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
