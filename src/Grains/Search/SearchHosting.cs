using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Search;

/// <summary>What <see cref="MessageSearchGrain"/> needs, and what fills its index.</summary>
internal static class SearchHosting
{
    public static IServiceCollection AddChatSearch(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SearchOptions>().Bind(configuration.GetSection(SearchOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SearchOptions>, SearchOptionsValidator>();
        services.AddSingleton<MessageSearcher>();
        services.AddHostedService<SearchIndexer>();
        return services;
    }
}
