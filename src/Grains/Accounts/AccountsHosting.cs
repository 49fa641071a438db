using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatOrleans.Grains.Accounts;

/// <summary>What <see cref="AccountGrain"/> needs beside the data source.</summary>
internal static class AccountsHosting
{
    public static IServiceCollection AddChatAccounts(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<AccountStore>();
        services.AddSingleton<SessionStore>();
        services.AddSingleton<ProtectionKeyStore>();
        services.AddSingleton<SessionPurge>();
        services.AddSingleton<PasswordStore>();
        services.AddSingleton<DeviceStore>();
        services.AddSingleton<Departures>();
        services.AddHostedService<DepartureSweep>();
        return services;
    }
}
