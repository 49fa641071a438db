using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatOrleans.TestKit;

/// <summary>How the kit reads and writes the wire's JSON: what the contract promises has to be there.</summary>
public static class Wire
{
    /// <summary>The kit's options; unknown fields are ignored, missing ones are not.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>How long the kit waits for what has to happen; passing it is a failure.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    /// <summary>Reads a payload.</summary>
    public static T Read<T>(JsonElement element) =>
        element.Deserialize<T>(Json) ?? throw new ExpectationException($"Null where a {typeof(T).Name} belongs.");
}
