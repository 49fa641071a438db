using System.Net;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using ChatOrleans.Grains.Abstractions.Attachments;

namespace ChatOrleans.Gateway.Attachments.Storage;

/// <summary>Objects in a bucket of a store that speaks S3, one an attachment.</summary>
internal sealed class S3Storage : IAttachmentStorage, IDisposable
{
    private readonly AmazonS3Client _client;
    private readonly S3Options _options;

    public S3Storage(S3Options options)
    {
        var config = new AmazonS3Config
        {
            AuthenticationRegion = options.Region,
            ForcePathStyle = options.PathStyle,
            // Stores other than AWS know few of the newer ones.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (options.Endpoint.Length > 0)
        {
            config.ServiceURL = options.Endpoint;
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(options.Region);
        }

        _options = options;
        _client = options.AccessKey.Length > 0
            ? new AmazonS3Client(new BasicAWSCredentials(options.AccessKey, options.SecretKey), config)
            : new AmazonS3Client(config);
    }

    public Task<IAttachmentWriter> CreateAsync(AttachmentId id, CancellationToken cancellationToken) =>
        Task.FromResult<IAttachmentWriter>(new S3Upload(this, id));

    public Task<Stream?> OpenAsync(AttachmentId id, long size, CancellationToken cancellationToken) =>
        Task.FromResult<Stream?>(new S3Stream(this, id, size));

    public Task RemoveAsync(AttachmentId id, CancellationToken cancellationToken) => GuardAsync(
        "The object can't be removed.", () => _client.DeleteObjectAsync(_options.Bucket, KeyOf(id), cancellationToken));

    /// <summary>Keeps an object.</summary>
    public Task PutAsync(AttachmentId id, Stream content, CancellationToken cancellationToken) => GuardAsync(
        "The object can't be kept.",
        () => _client.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = _options.Bucket,
                Key = KeyOf(id),
                InputStream = content,
                AutoCloseStream = false,
                UseChunkEncoding = false,
                ContentType = "application/octet-stream",
            },
            cancellationToken));

    /// <summary>An object's bytes from a place on.</summary>
    public async Task<GetObjectResponse> GetAsync(AttachmentId id, long from, long size, CancellationToken cancellationToken) =>
        await GuardAsync(
            "The object can't be read.",
            () => _client.GetObjectAsync(
                new GetObjectRequest { BucketName = _options.Bucket, Key = KeyOf(id), ByteRange = new ByteRange(from, size - 1) },
                cancellationToken));

    public void Dispose() => _client.Dispose();

    private static async Task<T> GuardAsync<T>(string message, Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception e) when (e is AmazonClientException or AmazonServiceException or HttpRequestException or WebException or IOException)
        {
            throw new StorageException(message, e);
        }
    }

    private string KeyOf(AttachmentId id) => _options.Prefix + id;
}
