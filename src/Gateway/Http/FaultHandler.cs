using ChatOrleans.Gateway.Attachments.Storage;
using ChatOrleans.Gateway.Calls;
using ChatOrleans.Grains.Abstractions.Refusals;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Http;

/// <summary>Turns what was thrown into a problem document that shows no insides.</summary>
internal sealed partial class FaultHandler(IOptions<GatewayOptions> options, ILogger<FaultHandler> logger) : IExceptionHandler
{
    private const int RetryAfterMs = 1_000;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var problem = exception switch
        {
            BadHttpRequestException bad => StatusProblem.Of(bad.StatusCode, options.Value.MaxBodyBytes),
            StorageException => ProblemResult.Of(Refusal.Unavailable(RetryAfterMs)),
            _ when Outage.Is(exception) => ProblemResult.Of(Refusal.Unavailable(RetryAfterMs)),
            _ => StatusProblem.Internal(),
        };
        if (problem.Value.Status >= StatusCodes.Status500InternalServerError)
        {
            LogFault(logger, exception, httpContext.Request.Method, httpContext.GetEndpoint()?.DisplayName);
        }

        await problem.ExecuteAsync(httpContext);
        return true;
    }
}
