namespace ChatOrleans.Conformance.Tests.Drivers;

/// <summary>A client has refused, or been refused, with a code.</summary>
internal sealed class DriverRefusalException(string code, string message) : Exception($"{code}: {message}")
{
    /// <summary>The code, of the server or of the client itself.</summary>
    public string Code => code;

    /// <summary>Whether the same again may do.</summary>
    public bool IsTransient => code is "network" or "overloaded" or "unavailable" or "rate_limited";
}
