using System.Diagnostics;
using ChatOrleans.Gateway.Calls;
using ChatOrleans.Gateway.Metrics;
using ChatOrleans.Gateway.Tracing;
using ChatOrleans.Grains.Abstractions.Refusals;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.SignalR;

namespace ChatOrleans.Gateway.Hubs;

/// <summary>Faults become <c>unavailable</c>: whatever went wrong on the way, the outcome is unknown and a retry finds it out.</summary>
internal sealed partial class FaultFilter : IHubFilter
{
    private const int RetryAfterMs = 1_000;

    private readonly GatewayMetrics _metrics;
    private readonly ILogger<FaultFilter> _logger;

    public FaultFilter(GatewayMetrics metrics, ILogger<FaultFilter> logger)
    {
        _metrics = metrics;
        _logger = logger;
    }

    /// <summary>
    /// A connection that can't be made routable would stay deaf. Its transport is cut: SignalR's own closing would tell
    /// the client not to come again.
    /// </summary>
    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        try
        {
            await next(context);
        }
        catch (Exception fault)
        {
            if (Outage.Is(fault))
            {
                LogNotConnected(fault.GetType().Name);
            }
            else
            {
                LogNotConnectedByFault(fault);
            }

            context.Context.Features.Get<IConnectionLifetimeFeature>()!.Abort();
        }
    }

    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        using var span = GatewayTrace.Begin(GatewayMetrics.WireNameOf(invocationContext.HubMethodName));
        var begunAt = _metrics.Begin();
        object? answer;
        try
        {
            answer = await next(invocationContext);
        }
        catch (Exception fault)
        {
            if (Outage.Is(fault))
            {
                LogOutage(invocationContext.HubMethodName, fault.GetType().Name);
            }
            else
            {
                LogFault(invocationContext.HubMethodName, fault);
            }

            // A refusal has no value: its envelope is the same, whatever the method's value would have been.
            answer = (Result<Nothing>)Refusal.Unavailable(RetryAfterMs);
            span?.SetStatus(ActivityStatusCode.Error, fault.GetType().Name);
        }

        // Within the span, which is the exemplar of what is measured.
        _metrics.Answered(invocationContext.HubMethodName, begunAt, answer);
        if (span is not null && GatewayMetrics.RefusalOf(answer) is { } refusal)
        {
            span.SetTag("chat.code", refusal.Code);
        }

        return answer;
    }
}
