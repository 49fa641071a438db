namespace ChatOrleans.EndToEnd.Tests;

/// <summary>Settings of servers under test, by their environment names.</summary>
internal static class ServerSettings
{
    /// <summary>Limits so wide that a test meets one only where it means to.</summary>
    public static IReadOnlyDictionary<string, string> WideLimits { get; } = new Dictionary<string, string>();
}
