namespace ChatOrleans.Browser.Tests;

/// <summary>Settings of servers under test, by their environment names.</summary>
internal static class ServerSettings
{
    /// <summary>No limit stands in a test's way, and the web client is served.</summary>
    public static IReadOnlyDictionary<string, string> For(string site) => new Dictionary<string, string>
    {
        ["Chat__Limits__ExemptNetworks__0"] = "127.0.0.0/8",
        ["Chat__Passwords__Threads"] = "2",
        ["Chat__Web__Folder"] = site,
    };
}
