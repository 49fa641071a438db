using System.Diagnostics.CodeAnalysis;
using ChatOrleans.Gateway.Json;
using ChatOrleans.Gateway.Validation;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Gateway.Hubs.Requests;

/// <summary>The argument of <c>SendMessage</c>.</summary>
internal sealed record SendMessageRequest
{
    /// <summary>The thread.</summary>
    public Field<string> ThreadId { get; init; }

    /// <summary>The sender's id of the message; a retry carries the same.</summary>
    public Field<string> ClientMessageId { get; init; }

    /// <summary>The text.</summary>
    public Field<string> Text { get; init; }

    public static bool TryRead(
        SendMessageRequest? request,
        out ThreadId threadId,
        [NotNullWhen(true)] out SendCommand? command,
        [NotNullWhen(false)] out Refusal? refusal)
    {
        threadId = default;
        command = null;
        refusal = Fields.NoArgument;
        if (request is null || !Fields.TryThreadId(request.ThreadId, out threadId, out refusal))
        {
            return false;
        }

        refusal = Validation.ClientMessageId.Validate(request.ClientMessageId.Value) ?? TextRefusal(request.Text);
        if (refusal is not null)
        {
            return false;
        }

        command = new SendCommand { ClientMessageId = request.ClientMessageId.Value!, Text = request.Text.Value! };
        return true;
    }

    private static Refusal? TextRefusal(Field<string> text) =>
        text.IsMalformed
            ? Refusal.InvalidArgument("text", "text is a string of well-formed Unicode.")
            : MessageText.Validate(text.Value);
}
