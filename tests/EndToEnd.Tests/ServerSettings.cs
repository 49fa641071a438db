using System.Globalization;

namespace ChatOrleans.EndToEnd.Tests;

/// <summary>Settings of servers under test, by their environment names.</summary>
internal static class ServerSettings
{
    private const int PerSecond = 100_000;
    private const int Burst = 1_000_000;

    private static readonly string[] Limits =
    [
        "Registration", "RegistrationHandle", "Login", "LoginPair", "LoginHandle", "PasswordReset", "PasswordResetName",
        "PasswordCheck", "Sessions", "Opening", "OpeningPair", "Search", "MessageSearch", "Admin", "Uploads", "Sends", "SendLookups",
    ];

    /// <summary>Limits so wide that no test meets one by accident, both processors for hashing passwords, and nothing that is to be removed waits for a minute.</summary>
    public static IReadOnlyDictionary<string, string> WideLimits { get; } = Wide();

    private static Dictionary<string, string> Wide()
    {
        var settings = new Dictionary<string, string> { ["Chat__Passwords__Threads"] = "2", ["Chat__Attachments__RemoveEvery"] = "00:00:01" };
        foreach (var limit in Limits)
        {
            settings[$"Chat__Limits__{limit}__PerSecond"] = PerSecond.ToString(CultureInfo.InvariantCulture);
            settings[$"Chat__Limits__{limit}__Burst"] = Burst.ToString(CultureInfo.InvariantCulture);
        }

        return settings;
    }
}
