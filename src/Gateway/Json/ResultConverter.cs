using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ChatOrleans.Grains.Abstractions.Refusals;

namespace ChatOrleans.Gateway.Json;

/// <summary>The envelope of every hub answer: <c>{"ok":true,"value":…}</c> or <c>{"ok":false,"error":{…}}</c>.</summary>
internal sealed class ResultConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Result<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Envelope<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Envelope<T> : JsonConverter<Result<T>>
        where T : class
    {
        private static readonly JsonEncodedText OkName = JsonEncodedText.Encode("ok");
        private static readonly JsonEncodedText ValueName = JsonEncodedText.Encode("value");
        private static readonly JsonEncodedText ErrorName = JsonEncodedText.Encode("error");

        private JsonTypeInfo<T>? _value;
        private JsonTypeInfo<Refusal>? _error;

        public override Result<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Answers only go out.");

        public override void Write(Utf8JsonWriter writer, Result<T> value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteBoolean(OkName, value.Ok);
            if (value.Ok)
            {
                writer.WritePropertyName(ValueName);
                JsonSerializer.Serialize(writer, value.Value, _value ??= (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));
            }
            else
            {
                writer.WritePropertyName(ErrorName);
                JsonSerializer.Serialize(writer, value.Error, _error ??= (JsonTypeInfo<Refusal>)options.GetTypeInfo(typeof(Refusal)));
            }

            writer.WriteEndObject();
        }
    }
}
