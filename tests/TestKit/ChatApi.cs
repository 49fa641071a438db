using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace ChatOrleans.TestKit;

/// <summary>The HTTP calls of the contract.</summary>
public sealed class ChatApi(Func<Uri> server) : IDisposable
{
    /// <summary>The password of everybody who did not choose one.</summary>
    public const string Password = "correct horse battery staple";

    private const string Prefix = "/api/v1";
    private static readonly TimeSpan AskPause = TimeSpan.FromMilliseconds(50);

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        Expect100ContinueTimeout = Wire.Deadline,
    })
    {
        Timeout = Wire.Deadline * 2,
    };

    /// <summary>Registers; a refusal fails the test.</summary>
    public async Task<Account> RegisterAsync(string handle, string? displayName = null, string password = Password) =>
        (await PostAsync("/auth/register", new { handle, password, displayName })).Must<Account>(HttpStatusCode.Created);

    /// <summary>Logs in; a refusal fails the test.</summary>
    public async Task<Account> LoginAsync(string handle, string password = Password) =>
        (await PostAsync("/auth/login", new { handle, password })).Must<Account>(HttpStatusCode.OK);

    /// <summary>Rotates the refresh token.</summary>
    public Task<HttpAnswer> RefreshAsync(string refreshToken) => PostAsync("/auth/refresh", new { refreshToken });

    /// <summary>Ends the session.</summary>
    public Task<HttpAnswer> LogoutAsync(string token) => PostAsync("/auth/logout", null, token);

    /// <summary>Changes the password.</summary>
    public Task<HttpAnswer> ChangePasswordAsync(string token, string currentPassword, string newPassword) =>
        PostAsync("/me/password", new { currentPassword, newPassword }, token);

    /// <summary>Says that a password was forgotten.</summary>
    public Task<HttpAnswer> ForgotPasswordAsync(string name) => PostAsync("/auth/password/forgot", new { name });

    /// <summary>Chooses a new password with a mail's token.</summary>
    public Task<HttpAnswer> ResetPasswordAsync(string token, string newPassword) =>
        PostAsync("/auth/password/reset", new { token, newPassword });

    /// <summary>The caller's sessions; a refusal fails the test.</summary>
    public async Task<IReadOnlyList<SessionShape>> SessionsAsync(string token) =>
        (await GetAsync("/sessions", token)).Must<SessionsShape>(HttpStatusCode.OK).Sessions;

    /// <summary>Deactivates the account.</summary>
    public Task<HttpAnswer> DeactivateAsync(string token, string password = Password) =>
        PostAsync("/me/deactivate", new { password }, token);

    /// <summary>Erases the account.</summary>
    public Task<HttpAnswer> EraseAsync(string token, string? password = Password) =>
        CallAsync(HttpMethod.Delete, "/me", new { password }, token);

    /// <summary>Has everything written down that there is of the caller, and waits for it; a refusal fails the test.</summary>
    public async Task<ExportShape> ExportAsync(string token)
    {
        (await PostAsync("/me/export", null, token)).MustBe(HttpStatusCode.Accepted);
        using var patience = new CancellationTokenSource(Wire.Deadline * 4);
        while (true)
        {
            var export = (await GetAsync("/me/export", token)).Must<ExportShape>(HttpStatusCode.OK);
            if (export.State == "ready")
            {
                return export;
            }

            await Task.Delay(AskPause, patience.Token);
        }
    }

    /// <summary>Issues a connection ticket; a refusal fails the test.</summary>
    public async Task<Ticket> IssueTicketAsync(string token)
    {
        var answer = await PostAsync("/connections/tickets", null, token);
        answer.MustBe(HttpStatusCode.Created);
        return new Ticket(
            answer.Json.GetProperty("ticket").GetString()!, answer.Json.GetProperty("expiresAt").GetDateTimeOffset());
    }

    /// <summary>The caller; a refusal fails the test.</summary>
    public async Task<MeShape> MeAsync(string token) => (await GetAsync("/me", token)).Must<MeShape>(HttpStatusCode.OK);

    /// <summary>Opens a thread.</summary>
    public Task<HttpAnswer> OpenThreadAsync(string token, string with) => PostAsync("/threads", new { with }, token);

    /// <summary>Closes a thread.</summary>
    public Task<HttpAnswer> CloseThreadAsync(string token, string threadId) =>
        PostAsync($"/threads/{threadId}/close", null, token);

    /// <summary>Sends a message.</summary>
    public Task<HttpAnswer> SendAsync(string token, string threadId, string clientMessageId, string text) =>
        PostAsync($"/threads/{threadId}/messages", new { clientMessageId, text }, token);

    /// <summary>Uploads a file to a thread.</summary>
    public Task<HttpAnswer> UploadAsync(
        string token, string threadId, byte[] bytes, string? name = null, string mediaType = "application/octet-stream") =>
        SendAsync(
            HttpMethod.Post,
            $"{Prefix}/threads/{threadId}/attachments{(name is null ? "" : $"?name={Uri.EscapeDataString(name)}")}",
            FileOf(bytes, mediaType),
            token);

    /// <summary>Gives an upload a small image.</summary>
    public Task<HttpAnswer> UploadThumbnailAsync(string token, string threadId, string attachmentId, byte[] bytes) => SendAsync(
        HttpMethod.Put,
        $"{Prefix}/threads/{threadId}/attachments/{attachmentId}/thumbnail",
        FileOf(bytes, "application/octet-stream"),
        token);

    /// <summary>Begins an upload, sends some of its bytes once the server asks for them, and breaks off.</summary>
    public async Task BreakUploadOffAsync(string token, string threadId, byte[] bytes, int announced)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(server().Host, server().Port);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {Prefix}/threads/{threadId}/attachments HTTP/1.1\r\nHost: {server().Authority}\r\n" +
            $"Authorization: Bearer {token}\r\nContent-Length: {announced}\r\nExpect: 100-continue\r\n\r\n"));
        var answer = new byte[25];
        await stream.ReadExactlyAsync(answer).AsTask().WaitAsync(Wire.Deadline);
        if (!Encoding.ASCII.GetString(answer).StartsWith("HTTP/1.1 100", StringComparison.Ordinal))
        {
            throw new ExpectationException("The server does not want the upload.");
        }

        await stream.WriteAsync(bytes);
    }

    /// <summary>Fetches an attachment, or a range of it.</summary>
    public async Task<FileAnswer> DownloadAsync(
        string token, string threadId, string attachmentId, string? range = null, string? ifRange = null, HttpMethod? method = null)
    {
        var path = $"{Prefix}/threads/{threadId}/attachments/{attachmentId}";
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, new Uri(server(), path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.TryAddWithoutValidation("Range", range);
        request.Headers.TryAddWithoutValidation("If-Range", ifRange);
        using var response = await _http.SendAsync(request);
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key.ToLowerInvariant(), header => string.Join(", ", header.Value));
        return new FileAnswer(response.StatusCode, headers, await response.Content.ReadAsByteArrayAsync());
    }

    /// <summary>Gives a message another text.</summary>
    public Task<HttpAnswer> EditAsync(string token, string threadId, long seq, object body) => SendAsync(
        HttpMethod.Patch,
        $"{Prefix}/threads/{threadId}/messages/{seq}",
        new StringContent(JsonSerializer.Serialize(body, Wire.Json), Encoding.UTF8, "application/json"),
        token);

    /// <summary>Deletes a message.</summary>
    public Task<HttpAnswer> DeleteAsync(string token, string threadId, string seq, string clientMessageId) => SendAsync(
        HttpMethod.Delete, $"{Prefix}/threads/{threadId}/messages/{seq}?clientMessageId={clientMessageId}", null, token);

    /// <summary>Reacts to a message, or withdraws that.</summary>
    public Task<HttpAnswer> ReactAsync(
        string token, string threadId, long seq, string clientMessageId, string emoji, bool added = true) => SendAsync(
        added ? HttpMethod.Put : HttpMethod.Delete,
        $"{Prefix}/threads/{threadId}/messages/{seq}/reactions/{Uri.EscapeDataString(emoji)}?clientMessageId={clientMessageId}",
        null,
        token);

    /// <summary>A GET below <c>/api/v1</c>.</summary>
    public Task<HttpAnswer> GetAsync(string path, string? token = null) => SendAsync(HttpMethod.Get, Prefix + path, null, token);

    /// <summary>A DELETE below <c>/api/v1</c>.</summary>
    public Task<HttpAnswer> DeleteAsync(string path, string? token = null) => SendAsync(HttpMethod.Delete, Prefix + path, null, token);

    /// <summary>A POST below <c>/api/v1</c>.</summary>
    public Task<HttpAnswer> PostAsync(string path, object? body, string? token = null) =>
        PostRawAsync(path, body is null ? null : JsonSerializer.Serialize(body, Wire.Json), token);

    /// <summary>A POST below <c>/api/v1</c> with a body as it is; <paramref name="asksFirst"/> sends it only when the server says so.</summary>
    public Task<HttpAnswer> PostRawAsync(
        string path, string? body, string? token = null, string mediaType = "application/json", bool asksFirst = false) =>
        SendAsync(
            HttpMethod.Post,
            Prefix + path,
            body is null ? null : new StringContent(body, Encoding.UTF8, mediaType),
            token,
            asksFirst);

    /// <summary>A request below <c>/api/v1</c> with a JSON body, or none.</summary>
    public Task<HttpAnswer> CallAsync(HttpMethod method, string path, object? body, string token) => SendAsync(
        method,
        Prefix + path,
        body is null ? null : new StringContent(JsonSerializer.Serialize(body, Wire.Json), Encoding.UTF8, "application/json"),
        token);

    /// <summary>Any request.</summary>
    public async Task<HttpAnswer> SendAsync(
        HttpMethod method, string path, HttpContent? content = null, string? token = null, bool asksFirst = false)
    {
        using var request = new HttpRequestMessage(method, new Uri(server(), path)) { Content = content };
        request.Headers.ExpectContinue = asksFirst ? true : null;
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new HttpAnswer(response.StatusCode, response.Content.Headers.ContentType?.MediaType, text)
        {
            RetryAfter = response.Headers.RetryAfter?.Delta,
        };
    }

    private static ByteArrayContent FileOf(byte[] bytes, string mediaType)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        return content;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
