using ChatOrleans.Gateway.Attachments.Storage;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Attachments;

/// <summary>Attachments: taking, keeping and removing their bytes.</summary>
internal static class AttachmentsHosting
{
    private const string DataKey = "Chat:Data";
    private const string DefaultData = "data";
    private const string FolderName = "attachments";

    public static IServiceCollection AddChatAttachments(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AttachmentOptions>().Bind(configuration.GetSection(AttachmentOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AttachmentOptions>, AttachmentOptionsValidator>();
        services.AddSingleton(provider => StorageOf(provider.GetRequiredService<IOptions<AttachmentOptions>>().Value, configuration));
        services.AddSingleton<AttachmentUploads>();
        services.AddHostedService<AttachmentRemover>();
        return services;
    }

    private static IAttachmentStorage StorageOf(AttachmentOptions options, IConfiguration configuration) => options.Storage switch
    {
        AttachmentStorageKind.Off => new NoStorage(),
        AttachmentStorageKind.S3 => new S3Storage(options.ObjectStore),
        _ => new DiskStorage(Path.GetFullPath(options.Folder.Length > 0
            ? options.Folder
            : Path.Combine(configuration[DataKey] is { Length: > 0 } data ? data : DefaultData, FolderName))),
    };
}
