using System.Text.Json;
using System.Text.Json.Serialization;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Json;

internal sealed class UserIdConverter : JsonConverter<UserId>
{
    private const int PrefixLength = 2;
    private const int Length = PrefixLength + 32;

    public override UserId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && UserId.TryParse(reader.GetString(), out var id)
            ? id
            : throw new JsonException("A user id is u_ and 32 hexadecimal digits.");

    public override void Write(Utf8JsonWriter writer, UserId value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[Length];
        "u_"u8.CopyTo(text);
        value.Value.TryFormat(text[PrefixLength..], out _, "N");
        writer.WriteStringValue(text);
    }
}
