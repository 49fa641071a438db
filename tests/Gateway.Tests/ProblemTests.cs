using System.Reflection;
using System.Text.Json;
using ChatOrleans.Gateway.Http;
using ChatOrleans.Grains.Abstractions.Refusals;
using Microsoft.AspNetCore.Http;

namespace ChatOrleans.Gateway.Tests;

public sealed class ProblemTests
{
    /// <summary>The statuses of the wire contract.</summary>
    private static readonly Dictionary<string, int> Contract = new()
    {
        ["unauthenticated"] = 401,
        ["invalid_credentials"] = 401,
        ["invalid_argument"] = 400,
        ["account_deactivated"] = 403,
        ["account_suspended"] = 403,
        ["forbidden"] = 403,
        ["reset_disabled"] = 403,
        ["push_disabled"] = 403,
        ["not_a_member"] = 403,
        ["not_the_author"] = 403,
        ["deletion_disabled"] = 403,
        ["attachments_disabled"] = 403,
        ["blocked"] = 403,
        ["thread_not_found"] = 404,
        ["user_not_found"] = 404,
        ["session_not_found"] = 404,
        ["report_not_found"] = 404,
        ["export_not_found"] = 404,
        ["message_not_found"] = 404,
        ["attachment_not_found"] = 404,
        ["handle_taken"] = 409,
        ["self_busy"] = 409,
        ["peer_busy"] = 409,
        ["thread_inactive"] = 409,
        ["idempotency_mismatch"] = 409,
        ["quota_exceeded"] = 409,
        ["too_large"] = 413,
        ["unsupported_type"] = 415,
        ["rate_limited"] = 429,
        ["overloaded"] = 503,
        ["unavailable"] = 503,
    };

    [Fact]
    public void Of_EveryCode_HasTheContractsStatus()
    {
        var codes = typeof(RefusalCode).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetValue(null)!);
        var statuses = codes.ToDictionary(code => code, code => ProblemResult.Of(new Refusal { Code = code, Message = "m" }).Value.Status);

        Assert.Equal(Contract, statuses);
    }

    [Fact]
    public async Task ExecuteAsync_RateLimited_SaysWhenInWholeSecondsToo()
    {
        var (response, body) = await ExecuteAsync(ProblemResult.Of(Refusal.RateLimited(1_001)));

        Assert.Equal("application/problem+json", response.ContentType);
        Assert.Equal("2", response.Headers.RetryAfter);
        Assert.Equal("no-store", response.Headers.CacheControl);
        Assert.Equal(1_001, body.GetProperty("retryAfterMs").GetInt32());
        Assert.Equal("rate_limited", body.GetProperty("code").GetString());
        Assert.False(body.TryGetProperty("field", out _));
    }

    [Fact]
    public async Task ExecuteAsync_Unauthenticated_NamesTheScheme() =>
        Assert.Equal("Bearer", (await ExecuteAsync(StatusProblem.Unauthenticated())).Response.Headers.WWWAuthenticate);

    [Theory]
    [InlineData(401, "unauthenticated")]
    [InlineData(404, "not_found")]
    [InlineData(405, "method_not_allowed")]
    [InlineData(413, "too_large")]
    [InlineData(415, "invalid_argument")]
    [InlineData(431, "invalid_argument")]
    [InlineData(503, "unavailable")]
    [InlineData(500, "internal")]
    public void StatusProblem_Status_KeepsItAndHasACode(int status, string code)
    {
        var problem = StatusProblem.Of(status, maxBodyBytes: 5).Value;
        Assert.Equal((status, code), (problem.Status, problem.Code));
    }

    private static async Task<(HttpResponse Response, JsonElement Body)> ExecuteAsync(ProblemResult problem)
    {
        using var body = new MemoryStream();
        var context = new DefaultHttpContext();
        context.Response.Body = body;
        await problem.ExecuteAsync(context);
        Assert.Equal(problem.Value.Status, context.Response.StatusCode);
        return (context.Response, JsonDocument.Parse(body.ToArray()).RootElement);
    }
}
