using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace ChatOrleans.Grains.Abstractions.Users;

/// <summary>A user's id: 128 random bits. On the wire <c>u_</c> and 32 lowercase hexadecimal digits; handles have no <c>_</c>, so none is an id.</summary>
/// <param name="Value">The bits.</param>
[GenerateSerializer, Immutable, Alias("chat.UserId")]
public readonly record struct UserId([property: Id(0)] Guid Value)
{
    /// <summary>The product itself, as the sender of what no person did. Nobody has this id.</summary>
    public static readonly UserId System;

    private const string Prefix = "u_";
    private const int Length = 34;

    /// <summary>A new id from the operating system's secure generator.</summary>
    public static UserId NewRandom() => new(new Guid(RandomNumberGenerator.GetBytes(16)));

    /// <summary>Reads the wire form; false for anything else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out UserId id)
    {
        id = default;
        // Guid's own reading ignores white space around.
        if (text is not { Length: Length } || !text.StartsWith(Prefix, StringComparison.Ordinal) ||
            !Guid.TryParseExact(text.AsSpan(Prefix.Length), "N", out var value))
        {
            return false;
        }

        id = new UserId(value);
        return true;
    }

    /// <summary>The wire form.</summary>
    public override string ToString() => string.Concat(Prefix, Value.ToString("N"));
}
