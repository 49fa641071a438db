using System.Security.Claims;
using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Users;
using Claim = System.Security.Claims.Claim;

namespace ChatOrleans.Gateway.Accounts;

/// <summary>What the authenticated principal says: identity comes from here, never from a payload.</summary>
internal static class ChatClaims
{
    /// <summary>The name of the one authentication scheme.</summary>
    public const string Scheme = "Chat";

    private const string User = "chat.user";
    private const string Session = "chat.session";
    private const string RoleClaim = "chat.role";

    /// <summary>The authenticated user.</summary>
    public static UserId UserId(this ClaimsPrincipal principal) =>
        Grains.Abstractions.Users.UserId.TryParse(principal.FindFirst(User)?.Value, out var id)
            ? id
            : throw new InvalidOperationException("The principal is not authenticated by the chat scheme.");

    /// <summary>The session (device) that the credential belongs to.</summary>
    public static Guid SessionId(this ClaimsPrincipal principal) =>
        Guid.TryParseExact(principal.FindFirst(Session)?.Value, "N", out var id)
            ? id
            : throw new InvalidOperationException("The principal is not authenticated by the chat scheme.");

    /// <summary>What the user might do beside talking when the token was issued; the database says whether they still may.</summary>
    public static UserRole Role(this ClaimsPrincipal principal) =>
        Enum.TryParse<UserRole>(principal.FindFirst(RoleClaim)?.Value, out var role) ? role : UserRole.User;

    /// <summary>The principal of a user's session.</summary>
    public static ClaimsPrincipal Principal(UserId userId, Guid sessionId, UserRole role = UserRole.User)
    {
        var identity = new ClaimsIdentity(
            [new Claim(User, userId.ToString()), new Claim(Session, sessionId.ToString("N"))],
            Scheme,
            User,
            roleType: null);
        if (role != UserRole.User)
        {
            identity.AddClaim(new Claim(RoleClaim, role.ToString()));
        }

        return new ClaimsPrincipal(identity);
    }
}
