using ChatOrleans.Grains.Jobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Exports;

/// <summary>Giving people what there is of them.</summary>
internal static class ExportsHosting
{
    public static IServiceCollection AddChatExports(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ExportOptions>().Bind(configuration.GetSection(ExportOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ExportOptions>, ExportOptionsValidator>();
        services.AddSingleton<ExportStore>();
        return services.AddJobRunner<ExportRunner>();
    }
}
