namespace ChatOrleans.Nodes.Tests;

/// <summary>Settings that the tests start nodes with.</summary>
internal static class Settings
{
    /// <summary>Nobody is refused for sending fast.</summary>
    public static readonly IReadOnlyDictionary<string, string> Unlimited = new Dictionary<string, string>
    {
        ["Chat__Limits__ExemptNetworks__0"] = "127.0.0.0/8",
    };
}
