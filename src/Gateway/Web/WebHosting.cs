using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Web;

/// <summary>The web client beside the calls that it makes.</summary>
internal static class WebHosting
{
    public static IServiceCollection AddChatWeb(this IServiceCollection services)
    {
        services.AddOptions<WebOptions>().BindConfiguration(WebOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<WebOptions>, WebOptionsValidator>();
        services.AddSingleton<WebFiles>();
        services.AddSingleton<WebClient>();
        return services;
    }

    /// <summary>Comes after routing, which says what is a call.</summary>
    public static void UseChatWeb(this WebApplication app)
    {
        if (app.Services.GetRequiredService<WebFiles>().Any)
        {
            var client = app.Services.GetRequiredService<WebClient>();
            app.Use(next => context => client.ServeAsync(context, next));
        }
    }
}
