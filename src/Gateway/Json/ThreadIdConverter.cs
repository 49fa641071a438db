using System.Text.Json;
using System.Text.Json.Serialization;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Gateway.Json;

internal sealed class ThreadIdConverter : JsonConverter<ThreadId>
{
    private const int Length = 32;

    public override ThreadId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && ThreadId.TryParse(reader.GetString(), out var id)
            ? id
            : throw new JsonException("A thread id is 32 hexadecimal digits.");

    public override void Write(Utf8JsonWriter writer, ThreadId value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[Length];
        value.Value.TryFormat(text, out _, "N");
        writer.WriteStringValue(text);
    }
}
