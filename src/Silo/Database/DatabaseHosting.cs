using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatOrleans.Silo.Database;

/// <summary>What the host has to do for the database while it runs.</summary>
internal static class DatabaseHosting
{
    internal static IServiceCollection AddChatDatabase(this IServiceCollection services, ChatDatabase database)
    {
        services.TryAddSingleton(TimeProvider.System);
        if (database.Embedded is { } server)
        {
            services.AddSingleton(server);
            services.AddHostedService<EmbeddedDatabaseWatch>();
        }

        return services;
    }
}
