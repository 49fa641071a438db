using System.Diagnostics.CodeAnalysis;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Gateway.Validation;

/// <summary>The form of a thread's id.</summary>
internal static class ThreadIdText
{
    /// <summary>False, with the refusal, for what is no id. Whether a thread has the id, its grain knows.</summary>
    public static bool TryRead(string? text, out ThreadId threadId, [NotNullWhen(false)] out Refusal? refusal)
    {
        refusal = ThreadId.TryParse(text, out threadId)
            ? null
            : Refusal.InvalidArgument("threadId", "threadId is 32 hexadecimal digits.");
        return refusal is null;
    }
}
