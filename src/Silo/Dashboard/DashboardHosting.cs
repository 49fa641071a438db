using Microsoft.Extensions.Options;
using Orleans.Dashboard;

namespace ChatOrleans.Silo.Dashboard;

/// <summary>Orleans' own dashboard, which watches every grain call: for a look at a cluster, not for all days.</summary>
internal static class DashboardHosting
{
    private const string Path = "/dashboard";

    internal static WebApplicationBuilder AddChatDashboard(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<DashboardOptions>().BindConfiguration(DashboardOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<DashboardOptions>, DashboardOptionsValidator>();
        if (IsEnabled(builder.Configuration))
        {
            // The log has its own place, and its own readers.
            builder.Host.UseOrleans(silo => silo.AddDashboard(dashboard => dashboard.HideTrace = true));
        }

        return builder;
    }

    internal static void MapChatDashboard(this WebApplication app)
    {
        if (IsEnabled(app.Configuration))
        {
            var guard = new DashboardGuard(app.Services.GetRequiredService<IOptions<DashboardOptions>>().Value);
            app.MapOrleansDashboard(Path)
                .AddEndpointFilter(guard.FilterAsync)
                .AllowAnonymous()
                .ExcludeFromDescription();
        }
    }

    private static bool IsEnabled(IConfiguration configuration) =>
        configuration.GetValue<bool>($"{DashboardOptions.Section}:{nameof(DashboardOptions.Enabled)}");
}
