using ChatOrleans.Grains.Abstractions.Refusals;

namespace ChatOrleans.Gateway.Http;

/// <summary>The problem documents of what the server itself refuses, before or instead of an endpoint.</summary>
internal static class StatusProblem
{
    private const int RetryAfterMs = 1_000;

    public static ProblemResult Of(int status, long maxBodyBytes) => status switch
    {
        StatusCodes.Status401Unauthorized => Unauthenticated(),
        StatusCodes.Status404NotFound => Plain(status, ProblemCode.NotFound, "There is nothing here."),
        StatusCodes.Status405MethodNotAllowed => Plain(status, ProblemCode.MethodNotAllowed, "This call has another method."),
        StatusCodes.Status413PayloadTooLarge => ProblemResult.Of(status, new Refusal
        {
            Code = RefusalCode.TooLarge,
            Message = "The body is over the limit.",
            Limit = maxBodyBytes,
        }),
        StatusCodes.Status415UnsupportedMediaType => ProblemResult.Of(
            status, Refusal.InvalidArgument(string.Empty, "The body's type has to be application/json.")),
        // The hub of a node that is going away: another one takes the connection.
        StatusCodes.Status503ServiceUnavailable => ProblemResult.Of(Refusal.Unavailable(RetryAfterMs)),
        >= 400 and < 500 => ProblemResult.Of(status, Refusal.InvalidArgument(string.Empty, "The request is malformed.")),
        _ => Internal(),
    };

    public static ProblemResult Unauthenticated() =>
        ProblemResult.Of(new Refusal
        {
            Code = RefusalCode.Unauthenticated,
            Message = "The credential is missing, expired or used up, or its session has ended.",
        });

    public static ProblemResult Internal() =>
        Plain(StatusCodes.Status500InternalServerError, ProblemCode.Internal, "The server failed; its log says how.");

    private static ProblemResult Plain(int status, string code, string message) =>
        ProblemResult.Of(status, new Refusal { Code = code, Message = message });
}
