using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatOrleans.LoadTest.Fleet;

/// <summary>Messages as lines of JSON, over a socket or the standard streams of a process. Sending is safe for concurrent use.</summary>
internal sealed class LineChannel(Stream input, Stream output) : IAsyncDisposable
{
    /// <summary>An outcome or the accounts of a large run are a few megabytes.</summary>
    public const int MaxLine = 256 * 1024 * 1024;

    private static readonly TimeSpan SendDeadline = TimeSpan.FromSeconds(30);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter() },
    };

    private readonly PipeReader _reader = PipeReader.Create(input, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));
    private readonly SemaphoreSlim _sending = new(1);

    /// <summary>Sends one line.</summary>
    /// <exception cref="IOException">Nobody is there to take it.</exception>
    public async Task SendAsync(FleetMessage message, CancellationToken cancellationToken)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(message, Json), (byte)'\n'];
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(SendDeadline);
        await _sending.WaitAsync(deadline.Token);
        try
        {
            await output.WriteAsync(line, deadline.Token);
            await output.FlushAsync(deadline.Token);
        }
        catch (ObjectDisposedException exception)
        {
            throw new IOException(exception.Message, exception);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"Nobody took a line for {SendDeadline.TotalSeconds:F0} s.");
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>The next line; null when there will be none.</summary>
    /// <param name="maxLine">Bytes that a line may have.</param>
    /// <param name="patience">How long the other side may be silent.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="IOException">The connection is lost, the line is none of ours, or nobody said anything.</exception>
    public async Task<FleetMessage?> ReceiveAsync(int maxLine, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(patience);
        try
        {
            return await ReadLineAsync(maxLine, deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"nothing was heard for {patience.TotalSeconds:F0} s");
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or ObjectDisposedException)
        {
            throw new IOException($"a line can't be read: {exception.Message}", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _reader.CompleteAsync();
        await input.DisposeAsync();
        try
        {
            await output.DisposeAsync();
        }
        catch (IOException)
        {
            // The other side has gone before.
        }
    }

    private async Task<FleetMessage?> ReadLineAsync(int maxLine, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await _reader.ReadAsync(cancellationToken);
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var message = Parse(read.Buffer.Slice(0, end));
                _reader.AdvanceTo(read.Buffer.GetPosition(1, end));
                return message;
            }

            if (read.IsCompleted)
            {
                return null;
            }

            if (read.Buffer.Length > maxLine)
            {
                throw new IOException($"a line is longer than {maxLine} bytes");
            }

            _reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static FleetMessage Parse(ReadOnlySequence<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        return JsonSerializer.Deserialize<FleetMessage>(ref reader, Json) ?? throw new JsonException("null is no message.");
    }
}
