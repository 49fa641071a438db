using System.Diagnostics;

namespace ChatOrleans.Grains.Abstractions.Tracing;

/// <summary>
/// Spans of grain calls and of what grains do. They only continue what a gateway has begun and taken into its sample: a
/// call that belongs to no trace costs a look at <see cref="Activity.Current"/>. They hold ids, never text or credentials.
/// </summary>
public static class GrainTrace
{
    /// <summary>The name of the source of these spans.</summary>
    public const string SourceName = "ChatOrleans.Grains";

    /// <summary>The source of these spans.</summary>
    public static ActivitySource Source { get; } = new(SourceName);

    /// <summary>A call's name for people: interface and method, without namespaces.</summary>
    internal static string NameOf(IGrainCallContext call) =>
        $"{call.InterfaceName.AsSpan()[(call.InterfaceName.LastIndexOf('.') + 1)..]}/{call.MethodName}";

    /// <summary>The span under way where it is recorded; null where nobody will see it.</summary>
    public static Activity? Recorded => Activity.Current is { Recorded: true } activity ? activity : null;
}
