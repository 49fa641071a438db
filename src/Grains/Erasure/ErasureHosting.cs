using ChatOrleans.Grains.Admin;
using ChatOrleans.Grains.Attachments;
using ChatOrleans.Grains.Jobs;
using ChatOrleans.Grains.Push;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Erasure;

/// <summary>Erasing people, and what there is of them. The account comes first: it is what others could see.</summary>
internal static class ErasureHosting
{
    public static IServiceCollection AddChatErasure(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ErasureOptions>().Bind(configuration.GetSection(ErasureOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ErasureOptions>, ErasureOptionsValidator>();
        services.AddSingleton<ErasureStore>();
        services.AddSingleton<IPersonalData, AccountData>();
        services.AddSingleton<IPersonalData, ThreadData>();
        services.AddSingleton<IPersonalData, AttachmentErasure>();
        services.AddSingleton<IPersonalData, PushErasure>();
        services.AddSingleton<IPersonalData, AuditErasure>();
        return services.AddJobRunner<ErasureRunner>();
    }
}
