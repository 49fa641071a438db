using ChatOrleans.Client.Contract;

namespace ChatOrleans.Client.Http;

/// <summary>Files of a thread. Only its members can fetch them.</summary>
public sealed class AttachmentCalls
{
    private readonly SessionWire _wire;

    internal AttachmentCalls(SessionWire wire) => _wire = wire;

    /// <summary>
    /// Uploads a file for a message of the caller's in an active thread: give the answer to <see cref="Draft.Attachments"/>. One
    /// that is not sent within 12 hours (by default) is removed. Repeating it makes another attachment.
    /// </summary>
    /// <param name="threadId">The thread.</param>
    /// <param name="file">The bytes, from where the stream stands; 25 MiB at most by default. It is not closed.</param>
    /// <param name="name">What to call it, 1 to 120 characters; made from the type where null.</param>
    /// <param name="progress">Told how many bytes have gone so far.</param>
    /// <param name="cancellationToken">Breaks it off, and leaves nothing.</param>
    public Task<MessageAttachment> UploadAsync(
        string threadId, Stream file, string? name = null, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        var path = $"threads/{Uri.EscapeDataString(threadId)}/attachments{(name is null ? "" : $"?name={Uri.EscapeDataString(name)}")}";
        return SendAsync(new HttpCall(HttpMethod.Post, path), file, progress, cancellationToken);
    }

    /// <summary>Gives an upload that was not sent yet a small image, in place of the one before; the answer shows it by itself.</summary>
    /// <param name="threadId">The thread.</param>
    /// <param name="attachmentId">The upload.</param>
    /// <param name="image">At most 256 KiB, and 1,024 pixels in either direction. It is not closed.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    public Task<MessageAttachment> UploadThumbnailAsync(
        string threadId, string attachmentId, Stream image, CancellationToken cancellationToken = default) =>
        SendAsync(new HttpCall(HttpMethod.Put, $"{PathOf(threadId, attachmentId)}/thumbnail"), image, null, cancellationToken);

    /// <summary>Copies the bytes of an attachment or a thumbnail.</summary>
    /// <param name="threadId">The thread.</param>
    /// <param name="attachmentId">Which one.</param>
    /// <param name="to">Where to write them.</param>
    /// <param name="progress">Told how many bytes there are so far.</param>
    /// <param name="from">The first byte that is wanted, to go on with what broke off.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    public async Task DownloadAsync(
        string threadId, string attachmentId, Stream to, IProgress<long>? progress = null, long from = 0, CancellationToken cancellationToken = default)
    {
        await using var bytes = await OpenAsync(threadId, attachmentId, from, cancellationToken).ConfigureAwait(false);
        await ProgressCopy.RunAsync(bytes, to, progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The bytes of an attachment or a thumbnail, as they come; dispose of the stream.</summary>
    /// <param name="threadId">The thread.</param>
    /// <param name="attachmentId">Which one.</param>
    /// <param name="from">The first byte that is wanted, to go on with what broke off.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    public async Task<Stream> OpenAsync(
        string threadId, string attachmentId, long from = 0, CancellationToken cancellationToken = default)
    {
        var call = new HttpCall(HttpMethod.Get, PathOf(threadId, attachmentId)) { Timeout = null, From = from };
        var answer = await _wire.SendAsync(call, cancellationToken).ConfigureAwait(false);

        // Closing the stream lets go of the connection.
        return await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives up an upload that was not sent yet. Repeating changes nothing.</summary>
    /// <param name="threadId">The thread.</param>
    /// <param name="attachmentId">The upload.</param>
    /// <param name="cancellationToken">Gives the call up; it may have been done.</param>
    public Task DeleteAsync(string threadId, string attachmentId, CancellationToken cancellationToken = default) =>
        _wire.CallAsync(new HttpCall(HttpMethod.Delete, PathOf(threadId, attachmentId)), cancellationToken);

    private static string PathOf(string threadId, string attachmentId) =>
        $"threads/{Uri.EscapeDataString(threadId)}/attachments/{Uri.EscapeDataString(attachmentId)}";

    private Task<MessageAttachment> SendAsync(HttpCall call, Stream file, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var start = file.CanSeek ? file.Position : 0;
        var made = false;
        HttpContent Content()
        {
            if (made && !file.CanSeek)
            {
                throw ChatException.Network("The upload has to be made again: its stream can't be read twice.");
            }

            if (made)
            {
                file.Position = start;
            }

            made = true;
            return new UploadContent(file, progress);
        }

        return _wire.CallAsync(
            call with { Content = Content, Timeout = null }, ContractJson.Default.MessageAttachment, cancellationToken);
    }
}
