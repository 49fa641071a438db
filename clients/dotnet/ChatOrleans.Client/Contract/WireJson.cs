using System.Text.Json;

namespace ChatOrleans.Client.Contract;

/// <summary>How the wire's JSON is read and written.</summary>
internal static class WireJson
{
    /// <summary>The generated metadata, and nothing found out at run time.</summary>
    public static JsonSerializerOptions Options { get; } = ContractJson.Default.Options;
}
