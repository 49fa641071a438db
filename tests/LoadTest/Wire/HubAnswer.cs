using System.Text.Json;

namespace ChatOrleans.LoadTest.Wire;

/// <summary>The answer to a call other than a message, read at leisure.</summary>
internal static class HubAnswer
{
    /// <summary>The value; or the refusal's code, <c>fault</c> for SignalR's own invocation error.</summary>
    public static bool TryGetValue(JsonDocument answer, out JsonElement value, out string code)
    {
        value = default;
        code = "fault";
        if (!answer.RootElement.TryGetProperty("result", out var result))
        {
            return false;
        }

        if (result.GetProperty("ok").GetBoolean())
        {
            value = result.GetProperty("value");
            return true;
        }

        code = result.GetProperty("error").GetProperty("code").GetString() ?? code;
        return false;
    }
}
