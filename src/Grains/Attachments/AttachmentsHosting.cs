using Microsoft.Extensions.DependencyInjection;

namespace ChatOrleans.Grains.Attachments;

/// <summary>What is known of attachments.</summary>
internal static class AttachmentsHosting
{
    public static IServiceCollection AddChatAttachments(this IServiceCollection services) => services
        .AddSingleton<AttachmentStore>()
        .AddSingleton<AttachmentRemoval>();
}
