using System.Text.Json;
using ChatOrleans.Client.Contract;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace ChatOrleans.Client.Connecting;

/// <summary>A connection of the SignalR client.</summary>
internal sealed class SignalRLink : IHubLink
{
    private readonly HubConnection _connection;
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SignalRLink(HubConnection connection)
    {
        _connection = connection;
        connection.Closed += _ =>
        {
            _closed.TrySetResult();
            return Task.CompletedTask;
        };
    }

    public Task Closed => _closed.Task;

    public async Task<T> InvokeAsync<T>(string method, object argument, CancellationToken cancellationToken)
        where T : class
    {
        Envelope<T> envelope;
        try
        {
            envelope = await _connection.InvokeAsync<Envelope<T>>(method, argument, cancellationToken).ConfigureAwait(false);
        }
        catch (HubException exception)
        {
            throw new ChatException(ErrorCodes.Protocol, $"{method} was not answered as the contract has it.", exception);
        }
        catch (JsonException exception)
        {
            throw new ChatException(ErrorCodes.Protocol, $"{method} was not answered as the contract has it.", exception);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw ChatException.Network($"The connection ended before {method} was answered.", exception);
        }

        return envelope switch
        {
            { Ok: true, Value: { } value } => value,
            { Ok: false, Error: { } refusal } => throw ChatException.Of(refusal),
            _ => throw new ChatException(ErrorCodes.Protocol, $"{method} was answered with neither a value nor a refusal."),
        };
    }

    public void Abort() => _ = DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _connection.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or InvalidOperationException)
        {
            // It was gone already.
        }

        _closed.TrySetResult();
    }
}
