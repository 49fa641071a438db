using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Mail;

/// <summary>Mail to people, where it is switched on.</summary>
internal static class MailHosting
{
    public static IServiceCollection AddChatMail(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(MailOptions.Section);
        services.AddOptions<MailOptions>().Bind(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsValidator>();
        services.AddSingleton<MailQueue>();
        return section.GetValue(nameof(MailOptions.Carrier), MailCarrierKind.Off) switch
        {
            MailCarrierKind.Smtp => services.AddSingleton<IMailCarrier, SmtpCarrier>().AddHostedService<MailDispatch>(),
            MailCarrierKind.Webhook => services.AddSingleton<IMailCarrier, WebhookCarrier>().AddHostedService<MailDispatch>(),
            _ => services,
        };
    }
}
