using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace ChatOrleans.Grains.Abstractions.Attachments;

/// <summary>An attachment's id: 128 random bits. On the wire 32 lowercase hexadecimal digits.</summary>
/// <param name="Value">The bits.</param>
[GenerateSerializer, Immutable, Alias("chat.AttachmentId")]
public readonly record struct AttachmentId([property: Id(0)] Guid Value)
{
    private const int Digits = 32;

    /// <summary>A new id from the operating system's secure generator.</summary>
    public static AttachmentId NewRandom() => new(new Guid(RandomNumberGenerator.GetBytes(16)));

    /// <summary>Reads the wire form; false for anything else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out AttachmentId id)
    {
        id = default;
        // Guid's own reading ignores white space around.
        if (text is not { Length: Digits } || !Guid.TryParseExact(text, "N", out var value))
        {
            return false;
        }

        id = new AttachmentId(value);
        return true;
    }

    /// <summary>The wire form.</summary>
    public override string ToString() => Value.ToString("N");
}
