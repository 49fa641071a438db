using ChatOrleans.Gateway.Json;
using ChatOrleans.Grains.Abstractions.Attachments;
using ChatOrleans.Grains.Abstractions.Refusals;

namespace ChatOrleans.Gateway.Validation;

/// <summary>The form of a message that may come with attachments, from the hub and from HTTP.</summary>
internal static class AttachmentsForm
{
    private const string Field = "attachments";

    /// <summary>Reads what is sent with a message; the refusal where it is no list of attachments.</summary>
    public static Refusal? Read(AttachmentList? list, out IReadOnlyList<AttachmentId>? attachments)
    {
        attachments = null;
        if (list is null || list is { IsMalformed: false, Ids: [] })
        {
            return null;
        }

        if (list.IsMalformed)
        {
            return Refusal.InvalidArgument(Field, "attachments is a list of {attachmentId}, 32 hexadecimal digits each.");
        }

        if (list.Ids.Count > MessageAttachment.MaxPerMessage)
        {
            return Refusal.InvalidArgument(Field, $"A message has at most {MessageAttachment.MaxPerMessage} attachments.");
        }

        if (list.Ids.Distinct().Count() < list.Ids.Count)
        {
            return Refusal.InvalidArgument(Field, "An attachment comes once in a message.");
        }

        attachments = list.Ids;
        return null;
    }

    /// <summary>Checks a message's text, which only attachments make needless.</summary>
    public static Refusal? ReadText(Field<string> field, bool hasAttachments, out string text)
    {
        text = field.Value ?? string.Empty;
        return field.IsMalformed ? Refusal.InvalidArgument("text", "text is a string of well-formed Unicode.")
            : hasAttachments && text.Length == 0 ? null
            : MessageText.Validate(field.Value);
    }
}
