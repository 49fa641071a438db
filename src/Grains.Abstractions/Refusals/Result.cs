using System.Diagnostics.CodeAnalysis;

namespace ChatOrleans.Grains.Abstractions.Refusals;

/// <summary>A value or an expected refusal; exactly one of the two is there.</summary>
/// <typeparam name="T">The value's type.</typeparam>
[GenerateSerializer, Immutable, Alias("chat.Result`1")]
public readonly record struct Result<T>
    where T : class
{
    /// <summary>The value, when nothing was refused.</summary>
    [Id(0)] public T? Value { get; init; }

    /// <summary>The refusal, when there is no value.</summary>
    [Id(1)] public Refusal? Error { get; init; }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool Ok => Error is null;

    /// <summary>Wraps a value.</summary>
    public static implicit operator Result<T>(T value) => new() { Value = value };

    /// <summary>Wraps a refusal.</summary>
    public static implicit operator Result<T>(Refusal error) => new() { Error = error };
}
