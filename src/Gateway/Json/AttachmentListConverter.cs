using System.Text.Json;
using System.Text.Json.Serialization;
using ChatOrleans.Grains.Abstractions.Attachments;

namespace ChatOrleans.Gateway.Json;

/// <summary>Reads <c>[{"attachmentId":"…"}]</c>; other fields of the objects are ignored.</summary>
internal sealed class AttachmentListConverter : JsonConverter<AttachmentList>
{
    public override AttachmentList Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.TrySkip();
            return AttachmentList.Malformed;
        }

        var sound = true;
        List<AttachmentId> ids = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            // One too many is enough to be refused.
            if (TryReadId(ref reader, out var id) && ids.Count <= MessageAttachment.MaxPerMessage)
            {
                ids.Add(id);
            }
            else
            {
                sound &= ids.Count > MessageAttachment.MaxPerMessage;
            }
        }

        return sound ? new AttachmentList(ids) : AttachmentList.Malformed;
    }

    public override void Write(Utf8JsonWriter writer, AttachmentList value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Requests only come in.");

    private static bool TryReadId(ref Utf8JsonReader reader, out AttachmentId id)
    {
        id = default;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.TrySkip();
            return false;
        }

        var found = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isId = reader.ValueTextEquals("attachmentId"u8);
            reader.Read();
            if (isId)
            {
                found = reader.TokenType == JsonTokenType.String && TryParse(ref reader, out id);
            }

            reader.TrySkip();
        }

        return found;
    }

    private static bool TryParse(ref Utf8JsonReader reader, out AttachmentId id)
    {
        try
        {
            return AttachmentId.TryParse(reader.GetString(), out id);
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate.
            id = default;
            return false;
        }
    }
}
