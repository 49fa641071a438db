using ChatOrleans.Gateway.Accounts;
using ChatOrleans.Gateway.Admin;
using ChatOrleans.Gateway.Hosts;
using ChatOrleans.Gateway.Limits;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Http;

/// <summary>The HTTP calls of the wire contract, and what their groups share.</summary>
internal static class ChatApi
{
    public const string Base = "/api/v1";

    public static void MapChatApi(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup(Base).RequireAuthorization();
        AuthEndpoints.Map(api);
        PasswordEndpoints.Map(api);
        SessionEndpoints.Map(api);
        PeopleEndpoints.Map(api);
        SettingsEndpoints.Map(api);
        PushEndpoints.Map(api);
        BlockEndpoints.Map(api);
        ReportEndpoints.Map(api);
        ThreadEndpoints.Map(api);
        SearchEndpoints.Map(api);
        AdminEndpoints.Map(api);
        HostEndpoints.Map(endpoints);
    }

    /// <summary>Says which body the call takes. Another type is refused with 415 before the endpoint runs.</summary>
    public static RouteHandlerBuilder Takes<TBody>(this RouteHandlerBuilder endpoint)
        where TBody : notnull =>
        endpoint.Accepts<TBody>("application/json");

    /// <summary>Says which problem documents the call answers with, beside 500.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in statuses)
        {
            endpoint.Produces<ChatProblem>(status, ProblemResult.ContentType);
        }

        return endpoint.Produces<ChatProblem>(StatusCodes.Status500InternalServerError, ProblemResult.ContentType);
    }

    /// <summary>Limits how often one user may call, before the body is read.</summary>
    public static RouteHandlerBuilder LimitedByUser(
        this RouteHandlerBuilder endpoint, Func<CallLimits, TokenBuckets<UserId>> limit) =>
        endpoint.AddEndpointFilter((call, next) =>
        {
            var services = call.HttpContext.RequestServices;
            var buckets = limit(services.GetRequiredService<CallLimits>());
            return services.GetRequiredService<Exemption>().Covers(call.HttpContext)
                || buckets.TryTake(call.HttpContext.User.UserId(), out var retryAfterMs)
                ? next(call)
                : ValueTask.FromResult<object?>(ProblemResult.Of(Refusal.RateLimited(retryAfterMs)));
        });

    /// <summary>Limits how often one address may call, before the body is read.</summary>
    public static RouteHandlerBuilder LimitedByAddress(
        this RouteHandlerBuilder endpoint, Func<CallLimits, TokenBuckets<ClientAddress>> limit) =>
        endpoint.AddEndpointFilter((call, next) =>
        {
            var services = call.HttpContext.RequestServices;
            var buckets = limit(services.GetRequiredService<CallLimits>());
            return services.GetRequiredService<Exemption>().Covers(call.HttpContext)
                || buckets.TryTake(ClientAddress.Of(call.HttpContext), out var retryAfterMs)
                ? next(call)
                : ValueTask.FromResult<object?>(ProblemResult.Of(Refusal.RateLimited(retryAfterMs)));
        });
}
