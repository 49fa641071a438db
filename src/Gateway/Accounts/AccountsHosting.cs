using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Accounts;

/// <summary>Authentication and what issues its credentials.</summary>
internal static class AccountsHosting
{
    public static IServiceCollection AddChatAuthentication(this IServiceCollection services)
    {
        services.AddOptions<PasswordOptions>().BindConfiguration(PasswordOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PasswordOptions>, PasswordOptionsValidator>();
        services.AddSingleton<PasswordQueue>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<SignIn>();
        services.AddSingleton<AccountSafety>();

        // All gateways share the keys, whatever folder or host they run in.
        services.AddDataProtection().SetApplicationName("ChatOrleans");
        services.AddOptions<KeyManagementOptions>()
            .Configure<IGrainFactory>((keys, grains) => keys.XmlRepository = new KeyRepository(grains));
        services.AddSingleton<Tokens>();

        services.AddSingleton<SessionWatch>();
        services.AddSingleton<IRevokedSessions>(provider => provider.GetRequiredService<SessionWatch>());
        services.AddHostedService(provider => provider.GetRequiredService<SessionWatch>());

        services.AddAuthentication(ChatClaims.Scheme)
            .AddScheme<AuthenticationSchemeOptions, ChatAuthenticationHandler>(ChatClaims.Scheme, configureOptions: null);
        services.AddAuthorization();
        return services;
    }
}
