using System.Net;
using ChatOrleans.Gateway.Admission;
using ChatOrleans.Gateway.Calls;
using ChatOrleans.Gateway.Json;
using ChatOrleans.Gateway.Tracing;
using ChatOrleans.Gateway.Web;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Http;

/// <summary>The HTTP calls and the pipeline that they and the hub share.</summary>
internal static class HttpHosting
{
    /// <summary>Where the OpenAPI document is.</summary>
    private const string DocumentPath = "/openapi/{documentName}.json";

    public static IServiceCollection AddChatHttp(this IServiceCollection services)
    {
        services.AddOptions<GatewayOptions>().BindConfiguration(GatewayOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<GatewayOptions>, GatewayOptionsValidator>();
        services.AddSingleton<Attempts>();
        services.AddSingleton<GrainCalls>();
        services.AddSingleton<ChangeCalls>();
        services.AddSingleton<ExportDownload>();
        services.AddSingleton<OriginPolicy>();
        services.AddCors();
        services.AddOptions<CorsOptions>().Configure<OriginPolicy>((cors, origins) => cors.AddDefaultPolicy(origins.Configure));
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<GatewayOptions>>((kestrel, gateway) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = gateway.Value.MaxBodyBytes;
        });
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<GatewayOptions>>(TrustProxies);
        services.ConfigureHttpJsonOptions(json => ChatJson.Configure(json.SerializerOptions));
        services.AddExceptionHandler<FaultHandler>();
        services.AddOpenApi("v1", ApiDocument.Configure);
        return services;
    }

    /// <summary>The order matters: a fault becomes an answer, a stranger is refused before credentials are looked at.</summary>
    public static void UseChatPipeline(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseExceptionHandler(static _ => { });
        app.UseStatusCodePages(WriteStatusAsync);
        app.UseRouting();
        app.UseTracing();
        app.UseChatWeb();
        app.UseCors();
        app.UseWebSockets();
        var origins = app.Services.GetRequiredService<OriginPolicy>();
        app.Use(next => context => origins.RefuseStrangersAsync(context, next));
        app.UseChatAdmission();
        app.UseAuthentication();
        app.UseAuthorization();
    }

    public static void MapChatDocument(this IEndpointRouteBuilder endpoints) => endpoints.MapOpenApi(DocumentPath);

    /// <summary>Gives a body to the refusals of routing and of the server, which come without one.</summary>
    private static Task WriteStatusAsync(StatusCodeContext context)
    {
        var http = context.HttpContext;
        var options = http.RequestServices.GetRequiredService<IOptions<GatewayOptions>>().Value;
        return StatusProblem.Of(http.Response.StatusCode, options.MaxBodyBytes).ExecuteAsync(http);
    }

    private static void TrustProxies(ForwardedHeadersOptions forwarded, IOptions<GatewayOptions> gateway)
    {
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        if (gateway.Value.TrustedProxies.Count == 0)
        {
            // Anybody can send these headers.
            forwarded.ForwardedHeaders = ForwardedHeaders.None;
            return;
        }

        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        // As many hops as there are trusted proxies in a row.
        forwarded.ForwardLimit = null;
        foreach (var proxy in gateway.Value.TrustedProxies)
        {
            if (IPAddress.TryParse(proxy, out var address))
            {
                forwarded.KnownProxies.Add(address);
            }
            else
            {
                forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
            }
        }
    }
}
