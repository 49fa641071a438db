using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Hosts;

/// <summary>What host applications are let do.</summary>
internal static class HostsHosting
{
    public static IServiceCollection AddChatHosts(this IServiceCollection services)
    {
        services.AddOptions<HostOptions>().BindConfiguration(HostOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<HostOptions>, HostOptionsValidator>();
        services.AddSingleton<HostTokens>();
        services.AddSingleton<HostSignIn>();
        services.AddSingleton<HostLimits>();
        services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, HostKeyHandler>(HostCaller.Scheme, configureOptions: null);
        return services;
    }
}
