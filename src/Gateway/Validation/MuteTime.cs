using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ChatOrleans.Gateway.Json;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Gateway.Validation;

/// <summary>Until when a thread is muted: RFC 3339, or nothing for good.</summary>
internal static class MuteTime
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK";

    /// <summary>False, with the refusal, for what is no time. A time that has passed mutes nothing.</summary>
    public static bool TryRead(
        Field<string> field, bool muted, out DateTimeOffset? until, [NotNullWhen(false)] out Refusal? refusal)
    {
        until = null;
        refusal = null;
        if (!field.IsPresent)
        {
            until = muted ? ThreadView.ForEver : null;
            return true;
        }

        // A time without its offset would be that of the server.
        if (DateTimeOffset.TryParseExact(
                field.Value, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) &&
            (field.Value!.EndsWith('Z') || field.Value.LastIndexOfAny(['+', '-']) > field.Value.IndexOf('T', StringComparison.Ordinal)))
        {
            until = !muted ? null : at < ThreadView.ForEver ? at : ThreadView.ForEver;
            return true;
        }

        refusal = Refusal.InvalidArgument("until", "until is a time such as 2026-01-31T12:00:00.000Z.");
        return false;
    }
}
