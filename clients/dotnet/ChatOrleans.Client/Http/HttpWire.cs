using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ChatOrleans.Client.Contract;

namespace ChatOrleans.Client.Http;

/// <summary>HTTP as the contract has it: JSON out and in, refusals as <see cref="ChatException"/>.</summary>
internal sealed class HttpWire(HttpClient http, Uri server, TimeProvider time)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly Uri _root = new(server, "api/v1/");

    public static HttpContent JsonOf<T>(T body, JsonTypeInfo<T> type)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, type));
        content.Headers.ContentType = Json;
        return content;
    }

    public static async Task<T> ReadAsync<T>(HttpResponseMessage answer, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        try
        {
            await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            return await JsonSerializer.DeserializeAsync(body, type, cancellationToken).ConfigureAwait(false)
                ?? throw new JsonException("The answer is null.");
        }
        catch (JsonException exception)
        {
            throw new ChatException(ErrorCodes.Protocol, "An answer is none of the contract's.", exception);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            throw ChatException.Network("The answer broke off.", exception);
        }
    }

    /// <summary>Makes the call and gives its answer.</summary>
    /// <exception cref="ChatException">A refusal, or <c>network</c>.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpCall call, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(call.Method, new Uri(_root, call.Path)) { Content = call.Content?.Invoke() };
        if (call.Token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", call.Token);
        }

        if (call.From > 0)
        {
            request.Headers.Range = new RangeHeaderValue(call.From, null);
        }

        using var late = new CancellationTokenSource(call.Timeout ?? Timeout.InfiniteTimeSpan, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        HttpResponseMessage answer;
        try
        {
            // What is bounded in time is so with its body; a download comes as it comes.
            var upTo = call.Timeout is null ? HttpCompletionOption.ResponseHeadersRead : HttpCompletionOption.ResponseContentRead;
            answer = await http.SendAsync(request, upTo, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw ChatException.Network("The server has not answered in time.", exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw ChatException.Network("The server can't be reached.", exception);
        }

        if (answer.IsSuccessStatusCode)
        {
            return answer;
        }

        using (answer)
        {
            throw await RefusalAsync(answer, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<ChatException> RefusalAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var status = (int)answer.StatusCode;
        try
        {
            await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            if (await JsonSerializer.DeserializeAsync(body, ContractJson.Default.Problem, cancellationToken).ConfigureAwait(false) is { Code: not null } problem)
            {
                return ChatException.Of(problem.ToRefusal(), status);
            }
        }
        catch (Exception exception) when (exception is JsonException or IOException or HttpRequestException)
        {
            // A proxy's answer, say: the status tells what there is to tell.
        }

        return new ChatException(status >= 500 ? ErrorCodes.Unavailable : ErrorCodes.Protocol, $"The call was answered with {status}.")
        {
            Status = status,
            RetryAfter = answer.Headers.RetryAfter?.Delta,
        };
    }
}
