using ChatOrleans.Gateway.Accounts;
using ChatOrleans.Gateway.Http;
using ChatOrleans.Grains.Abstractions.Refusals;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Admission;

/// <summary>How many may come at a time.</summary>
internal static class AdmissionHosting
{
    public static IServiceCollection AddChatAdmission(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AdmissionOptions>().Bind(configuration.GetSection(AdmissionOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AdmissionOptions>, AdmissionOptionsValidator>();
        services.AddSingleton<AdmissionMetrics>();
        services.AddSingleton<AdmissionDesk>();
        return services;
    }

    /// <summary>
    /// Lets the hub's WebSockets in, before their credential is looked at, which for a ticket is a call and a statement.
    /// The place is given back at the upgrade: what comes next waits for the client, who may take its time.
    /// </summary>
    public static void UseChatAdmission(this WebApplication app)
    {
        var desk = app.Services.GetRequiredService<AdmissionDesk>();
        app.Use(next => context =>
            context.Request.Path.StartsWithSegments(ChatAuthenticationHandler.HubPath) && context.WebSockets.IsWebSocketRequest
                ? EnterAsync(desk, context, next)
                : next(context));
    }

    /// <summary>The connection is upgraded, and has its place no more.</summary>
    public static void LeaveAdmission(this HttpContext context)
    {
        context.Features.Get<AdmissionPass>()?.Dispose();
        context.Features.Set<AdmissionPass>(null);
    }

    private static async Task EnterAsync(AdmissionDesk desk, HttpContext context, RequestDelegate next)
    {
        if (await desk.EnterAsync(AdmissionKind.Connection, cancellationToken: context.RequestAborted) is not { } pass)
        {
            var refusal = Refusal.Overloaded(desk.RefuseMs(AdmissionKind.Connection));
            await ProblemResult.Of(refusal).ExecuteAsync(context);
            return;
        }

        context.Features.Set(pass);
        try
        {
            await next(context);
        }
        finally
        {
            pass.Dispose();
        }
    }
}
