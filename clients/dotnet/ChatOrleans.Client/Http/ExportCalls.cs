using ChatOrleans.Client.Contract;

namespace ChatOrleans.Client.Http;

/// <summary>Everything that is stored of the caller, to take away.</summary>
public sealed class ExportCalls
{
    private readonly SessionWire _wire;

    internal ExportCalls(SessionWire wire) => _wire = wire;

    /// <summary>Has everything written down, in the background. Asking again while one is being made changes nothing.</summary>
    /// <param name="cancellationToken">Gives the call up; it may have been done.</param>
    public Task<ExportAnswer> BeginAsync(CancellationToken cancellationToken = default) =>
        _wire.CallAsync(new HttpCall(HttpMethod.Post, "me/export"), ContractJson.Default.ExportAnswer, cancellationToken);

    /// <summary>The caller's last export, <c>pending</c> or <c>ready</c>.</summary>
    /// <param name="cancellationToken">Gives the call up.</param>
    public Task<ExportAnswer> GetAsync(CancellationToken cancellationToken = default) =>
        _wire.CallAsync(new HttpCall(HttpMethod.Get, "me/export"), ContractJson.Default.ExportAnswer, cancellationToken);

    /// <summary>Copies a ready export's file.</summary>
    /// <param name="format"><c>json</c> for programs, <c>html</c> for people.</param>
    /// <param name="to">Where to write it.</param>
    /// <param name="progress">Told how many bytes there are so far.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    public async Task DownloadAsync(
        string format, Stream to, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        var call = new HttpCall(HttpMethod.Get, $"me/export/{Uri.EscapeDataString(format)}") { Timeout = null };
        using var answer = await _wire.SendAsync(call, cancellationToken).ConfigureAwait(false);
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await ProgressCopy.RunAsync(body, to, progress, cancellationToken).ConfigureAwait(false);
    }
}
