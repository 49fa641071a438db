using Microsoft.Extensions.DependencyInjection;

namespace ChatOrleans.Grains.Admin;

/// <summary>What the calls of moderators and admins need beside the data source.</summary>
internal static class AdminHosting
{
    public static IServiceCollection AddChatAdmin(this IServiceCollection services)
    {
        services.AddSingleton<AuditStore>();
        services.AddSingleton<AuditErasure>();
        services.AddSingleton<AccountList>();
        services.AddSingleton<RoleStore>();
        services.AddSingleton<Suspensions>();
        services.AddSingleton<ClaimDesk>();
        services.AddSingleton<ReportDesk>();
        services.AddSingleton<ThreadPlaces>();
        services.AddSingleton<MessagePathStore>();
        services.AddSingleton<MessagePathReader>();
        return services;
    }
}
