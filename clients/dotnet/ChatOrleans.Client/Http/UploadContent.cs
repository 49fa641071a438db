using System.Net;
using System.Net.Http.Headers;

namespace ChatOrleans.Client.Http;

/// <summary>A stream on its way to the server, from where it stands; it is the caller's and stays open.</summary>
internal sealed class UploadContent : HttpContent
{
    private readonly Stream _file;
    private readonly IProgress<long>? _progress;
    private readonly long? _length;

    public UploadContent(Stream file, IProgress<long>? progress)
    {
        _file = file;
        _progress = progress;
        _length = file.CanSeek ? file.Length - file.Position : null;
        Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        ProgressCopy.RunAsync(_file, stream, _progress, cancellationToken);

    protected override bool TryComputeLength(out long length)
    {
        length = _length ?? 0;
        return _length is not null;
    }
}
