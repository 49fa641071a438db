using System.Diagnostics.CodeAnalysis;

namespace ChatOrleans.AspNetHost;

/// <summary>Stands for the users that an application has. Yours keeps no passwords in its source.</summary>
internal static class DemoUsers
{
    private static readonly DemoUser[] All =
    [
        new("customer-1", "ada", "Ada Lovelace"),
        new("customer-2", "grace", "Grace Hopper"),
    ];

    /// <summary>Each one's password is the login name, once more.</summary>
    public static bool TryLogIn(string login, string password, [NotNullWhen(true)] out DemoUser? user)
    {
        user = Array.Find(All, one => one.Login == login && password == one.Login);
        return user is not null;
    }
}
