using System.Text.Json;
using System.Text.Json.Serialization;
using ChatOrleans.Client.Outboxes;
using ChatOrleans.Client.Sessions;

namespace ChatOrleans.Client.Files;

/// <summary>Generated metadata of what is kept on this device.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    UseStringEnumConverter = true,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(StoredSession))]
[JsonSerializable(typeof(JournalRecord))]
internal sealed partial class LocalJson : JsonSerializerContext;
