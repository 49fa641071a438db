using System.Globalization;
using System.Text.Json;
using ChatOrleans.Gateway.Json;
using ChatOrleans.Grains.Abstractions.Refusals;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ChatOrleans.Gateway.Http;

/// <summary>Answers with a problem document.</summary>
internal sealed class ProblemResult : IResult, IStatusCodeHttpResult, IValueHttpResult<ChatProblem>
{
    public const string ContentType = "application/problem+json";

    private static readonly JsonSerializerOptions Json = CreateJson();

    private ProblemResult(ChatProblem problem) => Value = problem;

    public ChatProblem Value { get; }

    ChatProblem? IValueHttpResult<ChatProblem>.Value => Value;

    int? IStatusCodeHttpResult.StatusCode => Value.Status;

    public static ProblemResult Of(Refusal refusal) => Of(StatusOf(refusal.Code), refusal);

    /// <summary>For a status that the code alone does not tell.</summary>
    public static ProblemResult Of(int status, Refusal refusal) => new(new ChatProblem
    {
        Title = ReasonPhrases.GetReasonPhrase(status),
        Status = status,
        Code = refusal.Code,
        Detail = refusal.Message,
        Field = refusal.Field,
        Errors = refusal.Errors,
        ActiveThreadId = refusal.ActiveThreadId,
        Seq = refusal.Seq,
        Limit = refusal.Limit,
        RetryAfterMs = refusal.RetryAfterMs,
    });

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Value.Status;
        response.Headers.CacheControl = "no-store";
        if (Value.RetryAfterMs is { } wait)
        {
            response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait / 1_000.0)).ToString(CultureInfo.InvariantCulture);
        }

        if (Value.Status == StatusCodes.Status401Unauthorized)
        {
            response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
        }

        await response.WriteAsJsonAsync(Value, Json, ContentType, httpContext.RequestAborted);
    }

    private static int StatusOf(string code) => code switch
    {
        RefusalCode.InvalidArgument => StatusCodes.Status400BadRequest,
        RefusalCode.Unauthenticated or RefusalCode.InvalidCredentials => StatusCodes.Status401Unauthorized,
        RefusalCode.NotAMember or RefusalCode.NotTheAuthor or RefusalCode.DeletionDisabled or RefusalCode.Blocked or
            RefusalCode.AccountDeactivated or RefusalCode.AccountSuspended or RefusalCode.Forbidden or RefusalCode.ResetDisabled or
            RefusalCode.AttachmentsDisabled or RefusalCode.PushDisabled or ProblemCode.OriginNotAllowed or ProblemCode.InsufficientScope =>
            StatusCodes.Status403Forbidden,
        RefusalCode.ThreadNotFound or RefusalCode.UserNotFound or RefusalCode.MessageNotFound or RefusalCode.SessionNotFound or
            RefusalCode.ReportNotFound or RefusalCode.AttachmentNotFound or ProblemCode.NotFound =>
            StatusCodes.Status404NotFound,
        ProblemCode.MethodNotAllowed => StatusCodes.Status405MethodNotAllowed,
        RefusalCode.HandleTaken or RefusalCode.SelfBusy or RefusalCode.PeerBusy or RefusalCode.ThreadInactive or
            RefusalCode.IdempotencyMismatch or RefusalCode.QuotaExceeded => StatusCodes.Status409Conflict,
        RefusalCode.TooLarge => StatusCodes.Status413PayloadTooLarge,
        RefusalCode.UnsupportedType => StatusCodes.Status415UnsupportedMediaType,
        RefusalCode.RateLimited => StatusCodes.Status429TooManyRequests,
        RefusalCode.Overloaded or RefusalCode.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    private static JsonSerializerOptions CreateJson()
    {
        var options = new JsonSerializerOptions();
        ChatJson.Configure(options);
        return options;
    }
}
