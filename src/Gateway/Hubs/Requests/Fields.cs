using System.Diagnostics.CodeAnalysis;
using ChatOrleans.Gateway.Json;
using ChatOrleans.Gateway.Validation;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Hubs.Requests;

/// <summary>Reads fields of requests; what is wrong becomes a refusal that names the field.</summary>
internal static class Fields
{
    /// <summary>The refusal of a missing argument.</summary>
    public static readonly Refusal NoArgument = Refusal.InvalidArgument(string.Empty, "The argument is an object.");

    public static bool TryThreadId(Field<string> field, out ThreadId threadId, [NotNullWhen(false)] out Refusal? refusal) =>
        ThreadIdText.TryRead(field.Value, out threadId, out refusal);

    public static bool TryUserId(Field<string> field, out UserId userId, [NotNullWhen(false)] out Refusal? refusal) =>
        UserIdText.TryRead(field.Value, out userId, out refusal);

    public static bool TryClientMessageId(
        Field<string> field, [NotNullWhen(true)] out string? id, [NotNullWhen(false)] out Refusal? refusal)
    {
        id = field.Value;
        refusal = ClientMessageId.Validate(id);
        return id is not null && refusal is null;
    }

    public static bool TryMessageText(
        Field<string> field, [NotNullWhen(true)] out string? text, [NotNullWhen(false)] out Refusal? refusal)
    {
        text = field.Value;
        refusal = field.IsMalformed
            ? Refusal.InvalidArgument("text", "text is a string of well-formed Unicode.")
            : MessageText.Validate(text);
        return text is not null && refusal is null;
    }

    public static bool TrySeq(
        Field<long> field, string name, [NotNullWhen(true)] out long? seq, [NotNullWhen(false)] out Refusal? refusal)
    {
        if (!field.IsPresent)
        {
            seq = null;
            refusal = Refusal.InvalidArgument(name, $"{name} is required.");
            return false;
        }

        return TryOptionalSeq(field, name, out seq, out refusal) && seq is not null;
    }

    public static bool TryOptionalSeq(
        Field<long> field, string name, out long? seq, [NotNullWhen(false)] out Refusal? refusal)
    {
        seq = field.IsPresent ? field.Value : null;
        refusal = field.IsMalformed || field.Value < 0
            ? Refusal.InvalidArgument(name, $"{name} is a whole number from 0.")
            : null;
        return refusal is null;
    }

    public static bool TryOptionalText(
        Field<string> field, string name, out string? text, [NotNullWhen(false)] out Refusal? refusal)
    {
        text = field.Value;
        refusal = field.IsMalformed ? Refusal.InvalidArgument(name, $"{name} is a string.") : null;
        return refusal is null;
    }

    public static bool TryTruth(
        Field<bool> field, string name, bool required, out bool truth, [NotNullWhen(false)] out Refusal? refusal)
    {
        truth = field.Value;
        refusal = field.IsMalformed || (required && !field.IsPresent)
            ? Refusal.InvalidArgument(name, $"{name} is true or false.")
            : null;
        return refusal is null;
    }
}
