using Microsoft.Extensions.DependencyInjection;

namespace ChatOrleans.Grains.Hosts;

/// <summary>What the calls of host applications need beside the data source.</summary>
internal static class HostsHosting
{
    public static IServiceCollection AddChatHosts(this IServiceCollection services)
    {
        services.AddSingleton<HostUserStore>();
        services.AddSingleton<HostKeyStore>();
        services.AddSingleton<HostThreads>();
        return services;
    }
}
