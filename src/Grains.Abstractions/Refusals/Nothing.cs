namespace ChatOrleans.Grains.Abstractions.Refusals;

/// <summary>The value of a command that succeeds without one: <c>{}</c> on the wire.</summary>
[GenerateSerializer, Immutable, Alias("chat.Nothing")]
public sealed record Nothing
{
    /// <summary>The one instance.</summary>
    public static readonly Nothing Value = new();
}
