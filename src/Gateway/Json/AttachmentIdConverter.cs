using System.Text.Json;
using System.Text.Json.Serialization;
using ChatOrleans.Grains.Abstractions.Attachments;

namespace ChatOrleans.Gateway.Json;

internal sealed class AttachmentIdConverter : JsonConverter<AttachmentId>
{
    private const int Length = 32;

    public override AttachmentId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && AttachmentId.TryParse(reader.GetString(), out var id)
            ? id
            : throw new JsonException("An attachment's id is 32 hexadecimal digits.");

    public override void Write(Utf8JsonWriter writer, AttachmentId value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[Length];
        value.Value.TryFormat(text, out _, "N");
        writer.WriteStringValue(text);
    }
}
