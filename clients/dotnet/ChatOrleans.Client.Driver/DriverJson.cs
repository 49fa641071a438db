using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatOrleans.Client.Driver;

/// <summary>How the driver protocol's lines are read and written.</summary>
internal static class DriverJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };
}
