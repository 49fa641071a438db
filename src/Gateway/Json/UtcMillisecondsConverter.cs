using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatOrleans.Gateway.Json;

/// <summary>Times as RFC 3339 in UTC with exactly three decimals: <c>2025-01-31T23:59:59.123Z</c>.</summary>
internal sealed class UtcMillisecondsConverter : JsonConverter<DateTimeOffset>
{
    private const int RoundTripLength = 28;
    private const int LengthToMilliseconds = 23;

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        // The round-trip format has a fast path that custom formats lack; its last four decimals are cut off.
        Span<byte> text = stackalloc byte[RoundTripLength];
        value.UtcDateTime.TryFormat(text, out _, "O", CultureInfo.InvariantCulture);
        text[LengthToMilliseconds] = (byte)'Z';
        writer.WriteStringValue(text[..(LengthToMilliseconds + 1)]);
    }
}
