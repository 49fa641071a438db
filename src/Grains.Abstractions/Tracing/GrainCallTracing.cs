using Microsoft.Extensions.DependencyInjection;

namespace ChatOrleans.Grains.Abstractions.Tracing;

/// <summary>Takes traces along with grain calls, in silos and in gateways.</summary>
public static class GrainCallTracing
{
    /// <summary>
    /// Adds it. Each grain call then goes through two filters more, so a process that traces nothing leaves it out; a
    /// silo without it ends a trace, and harms none.
    /// </summary>
    public static IServiceCollection AddGrainCallTracing(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddSingleton<IOutgoingGrainCallFilter, OutgoingCallTrace>();
        services.AddSingleton<IIncomingGrainCallFilter, IncomingCallTrace>();
        return services;
    }
}
