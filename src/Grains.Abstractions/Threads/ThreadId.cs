using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace ChatOrleans.Grains.Abstractions.Threads;

/// <summary>A thread's id: 128 random bits, never a function of its members. On the wire 32 lowercase hexadecimal digits.</summary>
/// <param name="Value">The bits.</param>
[GenerateSerializer, Immutable, Alias("chat.ThreadId")]
public readonly record struct ThreadId([property: Id(0)] Guid Value)
{
    /// <summary>A new id from the operating system's secure generator.</summary>
    public static ThreadId NewRandom() => new(new Guid(RandomNumberGenerator.GetBytes(16)));

    /// <summary>Reads the wire form; false for anything else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ThreadId id)
    {
        var parsed = Guid.TryParseExact(text, "N", out var value);
        id = new ThreadId(value);
        return parsed;
    }

    /// <summary>The wire form.</summary>
    public override string ToString() => Value.ToString("N");
}
