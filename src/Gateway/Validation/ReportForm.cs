using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using ChatOrleans.Gateway.Json;
using ChatOrleans.Grains.Abstractions.People;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Gateway.Validation;

/// <summary>Reads a report, from the hub and from HTTP.</summary>
internal static class ReportForm
{
    /// <summary>The longest text.</summary>
    public const int MaxCodePoints = 1_000;

    private static readonly Dictionary<string, ReportReason> Reasons = new(StringComparer.Ordinal)
    {
        ["spam"] = ReportReason.Spam,
        ["harassment"] = ReportReason.Harassment,
        ["hate"] = ReportReason.Hate,
        ["violence"] = ReportReason.Violence,
        ["sexual"] = ReportReason.Sexual,
        ["selfHarm"] = ReportReason.SelfHarm,
        ["impersonation"] = ReportReason.Impersonation,
        ["illegal"] = ReportReason.Illegal,
        ["other"] = ReportReason.Other,
    };

    public static bool TryRead(
        Field<string> userId,
        Field<string> threadId,
        Field<long> seq,
        Field<string> reason,
        Field<string> text,
        [NotNullWhen(true)] out Report? report,
        [NotNullWhen(false)] out Refusal? refusal)
    {
        report = null;
        ThreadId? thread = null;
        if (!UserIdText.TryRead(userId.Value, out var user, out refusal))
        {
            return false;
        }

        if (threadId.IsPresent)
        {
            if (!ThreadIdText.TryRead(threadId.Value, out var found, out refusal))
            {
                return false;
            }

            thread = found;
        }

        var known = Reasons.TryGetValue(reason.Value ?? string.Empty, out var why);
        refusal = SeqRefusal(seq, thread) ?? (known ? TextRefusal(text) : UnknownReason());
        report = refusal is not null ? null : new Report
        {
            ReportId = new Guid(RandomNumberGenerator.GetBytes(16)),
            UserId = user,
            Reason = why,
            ThreadId = thread,
            Seq = seq.IsPresent ? seq.Value : null,
            Text = text.Value,
        };
        return report is not null;
    }

    private static Refusal? SeqRefusal(Field<long> seq, ThreadId? thread) =>
        seq.IsMalformed || (seq.IsPresent && seq.Value < 1) ? Refusal.InvalidArgument("seq", "seq is a whole number from 1.")
        : seq.IsPresent && thread is null ? Refusal.InvalidArgument("seq", "seq is a place in threadId.")
        : null;

    private static Refusal UnknownReason() =>
        Refusal.InvalidArgument("reason", $"reason is one of {string.Join(", ", Reasons.Keys)}.");

    private static Refusal? TextRefusal(Field<string> text)
    {
        if (text.IsMalformed || text.Value?.Contains('\0', StringComparison.Ordinal) is true)
        {
            return Refusal.InvalidArgument("text", "text is a string of well-formed Unicode without U+0000.");
        }

        var codePoints = 0;
        foreach (var _ in (text.Value ?? string.Empty).EnumerateRunes())
        {
            codePoints++;
        }

        return codePoints <= MaxCodePoints ? null : new Refusal
        {
            Code = RefusalCode.TooLarge,
            Message = "text has more code points than the limit.",
            Field = "text",
            Limit = MaxCodePoints,
        };
    }
}
