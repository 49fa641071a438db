using System.Diagnostics.CodeAnalysis;
using ChatOrleans.Grains.Abstractions.Attachments;
using ChatOrleans.Grains.Abstractions.Refusals;

namespace ChatOrleans.Gateway.Validation;

/// <summary>The form of an attachment's id.</summary>
internal static class AttachmentIdText
{
    /// <summary>False, with the refusal, for what is no id. Whether an attachment has the id, the database knows.</summary>
    public static bool TryRead(string? text, out AttachmentId attachmentId, [NotNullWhen(false)] out Refusal? refusal)
    {
        refusal = AttachmentId.TryParse(text, out attachmentId)
            ? null
            : Refusal.InvalidArgument("attachmentId", "attachmentId is 32 hexadecimal digits.");
        return refusal is null;
    }
}
