using System.Security.Claims;
using ChatOrleans.Gateway.Accounts;
using ChatOrleans.Gateway.Calls;
using ChatOrleans.Gateway.Http.Requests;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatOrleans.Gateway.Http;

/// <summary>One's own settings.</summary>
internal static class SettingsEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var settings = api.MapGroup("/me/settings").WithTags("People");
        settings.MapGet(string.Empty, GetAsync)
            .WithSummary("The caller's settings.")
            .Refuses(401, 503);
        settings.MapPatch(string.Empty, ChangeAsync)
            .WithSummary("Changes what is named of the caller's settings.")
            .Takes<SettingsRequest>()
            .Refuses(400, 401, 413, 415, 503);
    }

    private static async Task<Results<Ok<UserSettings>, ProblemResult>> GetAsync(
        ClaimsPrincipal user, IGrainFactory grains, GrainCalls calls, CancellationToken cancellationToken)
    {
        var settings = await ReadAsync(user, grains, calls, cancellationToken);
        return settings.Ok ? TypedResults.Ok(settings.Value) : ProblemResult.Of(settings.Error);
    }

    private static async Task<Results<Ok<UserSettings>, ProblemResult>> ChangeAsync(
        HttpContext context, IGrainFactory grains, GrainCalls calls)
    {
        var body = await JsonBody.ReadAsync<SettingsRequest>(context);
        if (!body.Ok)
        {
            return ProblemResult.Of(body.Error);
        }

        if (body.Value.SharePresence.IsMalformed)
        {
            return ProblemResult.Of(Refusal.InvalidArgument("sharePresence", "sharePresence is true or false."));
        }

        var settings = await ReadAsync(context.User, grains, calls, context.RequestAborted);
        if (settings.Ok && body.Value.SharePresence.IsPresent)
        {
            var changed = settings.Value with { SharePresence = body.Value.SharePresence.Value };
            settings = await calls.CommandAsync(
                () => Grain(context.User, grains).SetSettingsAsync(changed), context.RequestAborted);
        }

        return settings.Ok ? TypedResults.Ok(settings.Value) : ProblemResult.Of(settings.Error);
    }

    private static Task<Result<UserSettings>> ReadAsync(
        ClaimsPrincipal user, IGrainFactory grains, GrainCalls calls, CancellationToken cancellationToken) =>
        calls.ReadAsync<UserSettings>(async () => await Grain(user, grains).GetSettingsAsync(), cancellationToken);

    private static IUserGrain Grain(ClaimsPrincipal user, IGrainFactory grains) =>
        grains.GetGrain<IUserGrain>(user.UserId().Value);
}
