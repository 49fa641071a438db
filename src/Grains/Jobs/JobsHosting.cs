using ChatOrleans.Grains.Erasure;
using ChatOrleans.Grains.Exports;
using ChatOrleans.Grains.Retention;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Jobs;

/// <summary>Work in the background, and what it works on.</summary>
internal static class JobsHosting
{
    public static IServiceCollection AddChatJobs(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<JobOptions>().Bind(configuration.GetSection(JobOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<JobOptions>, JobOptionsValidator>();
        services.AddSingleton<JobStore>();
        services.AddSingleton<JobBell>();
        services.AddSingleton<JobMetrics>();
        services.AddChatErasure(configuration);
        services.AddChatExports(configuration);
        services.AddChatRetention(configuration);
        services.AddSingleton<JobWorker>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<JobWorker>());
        return services;
    }

    /// <summary>Has this silo do the jobs of a kind.</summary>
    public static IServiceCollection AddJobRunner<TRunner>(this IServiceCollection services)
        where TRunner : class, IJobRunner
    {
        services.AddSingleton<TRunner>();
        return services.AddSingleton(provider => ActivatorUtilities.CreateInstance<JobLine>(
            provider, provider.GetRequiredService<TRunner>()));
    }
}
