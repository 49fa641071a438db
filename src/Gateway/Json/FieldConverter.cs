using System.Text.Json;
using System.Text.Json.Serialization;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Gateway.Json;

internal sealed class FieldConverter : JsonConverterFactory
{
    /// <summary>Texts of a list that are read; more than any list may have.</summary>
    private const int MaxTexts = 256;

    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Field<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        typeToConvert == typeof(Field<string>) ? new Text()
        : typeToConvert == typeof(Field<long>) ? new Integer()
        : typeToConvert == typeof(Field<bool>) ? new Truth()
        : typeToConvert == typeof(Field<string[]>) ? new Texts()
        : typeToConvert == typeof(Field<CursorMap>) ? new Cursors()
        : typeToConvert == typeof(Field<PushKeys>) ? new Keys()
        : throw new NotSupportedException($"{typeToConvert} is not a field of a request.");

    /// <summary>False for another type and for text that is no Unicode (a lone surrogate); the reader stands on the token's end.</summary>
    private static bool TryReadText(ref Utf8JsonReader reader, out string text)
    {
        text = string.Empty;
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
        {
            reader.TrySkip();
            return false;
        }

        try
        {
            text = reader.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private abstract class Base<T> : JsonConverter<Field<T>>
    {
        public override bool HandleNull => true;

        public override Field<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null ? default
            : TryRead(ref reader, out var value) ? Field<T>.Of(value)
            : Field<T>.Malformed();

        public override void Write(Utf8JsonWriter writer, Field<T> value, JsonSerializerOptions options) =>
            throw new NotSupportedException("Requests only come in.");

        protected abstract bool TryRead(ref Utf8JsonReader reader, out T value);
    }

    private sealed class Text : Base<string>
    {
        protected override bool TryRead(ref Utf8JsonReader reader, out string value) => TryReadText(ref reader, out value);
    }

    private sealed class Integer : Base<long>
    {
        protected override bool TryRead(ref Utf8JsonReader reader, out long value)
        {
            value = 0;
            if (reader.TokenType == JsonTokenType.Number)
            {
                return reader.TryGetInt64(out value);
            }

            reader.TrySkip();
            return false;
        }
    }

    private sealed class Truth : Base<bool>
    {
        protected override bool TryRead(ref Utf8JsonReader reader, out bool value)
        {
            value = reader.TokenType == JsonTokenType.True;
            reader.TrySkip();
            return value || reader.TokenType == JsonTokenType.False;
        }
    }

    private sealed class Texts : Base<string[]>
    {
        protected override bool TryRead(ref Utf8JsonReader reader, out string[] value)
        {
            value = [];
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                reader.TrySkip();
                return false;
            }

            var sound = true;
            var texts = new List<string>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                // No list is as long as that: what comes after it need not be kept for it to be refused.
                if (texts.Count == MaxTexts)
                {
                    reader.TrySkip();
                    continue;
                }

                sound &= TryReadText(ref reader, out var text);
                texts.Add(text);
            }

            value = [.. texts];
            return sound;
        }
    }

    private sealed class Cursors : Base<CursorMap>
    {
        protected override bool TryRead(ref Utf8JsonReader reader, out CursorMap value)
        {
            var entries = new List<KeyValuePair<string, long>>();
            value = new CursorMap(entries);
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.TrySkip();
                return false;
            }

            var sound = true;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (entries.Count > SyncQuery.MaxCursors)
                {
                    reader.Read();
                    reader.TrySkip();
                    continue;
                }

                sound &= TryReadText(ref reader, out var threadId);
                reader.Read();
                var seq = 0L;
                sound &= reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out seq);
                reader.TrySkip();
                entries.Add(new KeyValuePair<string, long>(threadId, seq));
            }

            return sound;
        }
    }

    private sealed class Keys : Base<PushKeys>
    {
        protected override bool TryRead(ref Utf8JsonReader reader, out PushKeys value)
        {
            value = new PushKeys(null, null);
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.TrySkip();
                return false;
            }

            var sound = true;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                sound &= TryReadText(ref reader, out var name);
                reader.Read();
                if (name is not ("p256dh" or "auth"))
                {
                    reader.TrySkip();
                    continue;
                }

                sound &= TryReadText(ref reader, out var text);
                value = name == "auth" ? value with { Auth = text } : value with { P256dh = text };
            }

            return sound;
        }
    }
}
