using System.Diagnostics.CodeAnalysis;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Validation;

/// <summary>The form of a user's id, where no handle will do.</summary>
internal static class UserIdText
{
    /// <summary>
    /// False, with a refusal that names the field, for what is no id. Whether somebody has the id, the database knows.
    /// </summary>
    public static bool TryRead(
        string? text, out UserId userId, [NotNullWhen(false)] out Refusal? refusal, string field = "userId")
    {
        refusal = UserId.TryParse(text, out userId)
            ? null
            : Refusal.InvalidArgument(field, $"{field} is u_ and 32 hexadecimal digits.");
        return refusal is null;
    }
}
