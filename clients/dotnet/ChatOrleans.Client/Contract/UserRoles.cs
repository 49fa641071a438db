namespace ChatOrleans.Client.Contract;

/// <summary>Who may moderate.</summary>
public static class UserRoles
{
    /// <summary>Deals with reports.</summary>
    public const string Moderator = "moderator";

    /// <summary>Does everything.</summary>
    public const string Admin = "admin";
}
