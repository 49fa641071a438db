using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOrleans.Conformance.Tests.Scenarios;
using ChatOrleans.TestKit;

namespace ChatOrleans.Conformance.Tests.Drivers;

/// <summary>A process with devices of one client in it, which speaks the driver protocol. It ends with its standard input.</summary>
internal sealed class DriverProcess : IAsyncDisposable
{
    private const int LinesKept = 60;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly Process _process;
    private readonly StreamWriter _input;
    private readonly Lock _writing = new();
    private readonly ConcurrentDictionary<long, TaskCompletionSource<JsonNode?>> _pending = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;
    private readonly Task _readingErrors;
    private long _lastId;

    private DriverProcess(Process process)
    {
        _process = process;
        _input = new StreamWriter(process.StandardInput.BaseStream, Utf8) { AutoFlush = true };
        _reading = Task.Run(ReadAsync);
        _readingErrors = Task.Run(ReadErrorsAsync);
    }

    /// <summary>The last lines of its standard error.</summary>
    public string Errors => string.Join(Environment.NewLine, _errors);

    public static DriverProcess Start(ClientKind client) =>
        new(Process.Start(DriverProgram.StartOf(client)) ?? throw new ExpectationException($"The driver of the {client} client does not start."));

    /// <summary>Has a device do something.</summary>
    /// <exception cref="DriverRefusalException">The client has refused, with a code.</exception>
    public async Task<JsonNode?> CallAsync(string device, string verb, object? arguments, TimeSpan patience)
    {
        var id = Interlocked.Increment(ref _lastId);
        var answer = new TaskCompletionSource<JsonNode?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _pending[id] = answer;
        var line = arguments is null ? [] : JsonSerializer.SerializeToNode(arguments, Wire.Json)!.AsObject();
        (line["id"], line["device"], line["do"]) = (id, device, verb);
        try
        {
            lock (_writing)
            {
                _input.WriteLine(line.ToJsonString());
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            await _ended.Task;
        }

        if (_ended.Task.IsCompleted)
        {
            answer.TrySetException(Ended());
        }

        try
        {
            return await answer.Task.WaitAsync(patience);
        }
        catch (TimeoutException exception)
        {
            throw new ExpectationException($"{device} has not answered '{verb}' in {patience.TotalSeconds:0} s.", exception);
        }
        finally
        {
            _pending.TryRemove(id, out _);
        }
    }

    /// <summary>Sends SIGKILL and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        await Task.WhenAll(_reading, _readingErrors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        var output = new StreamReader(_process.StandardOutput.BaseStream, Utf8);
        while (await output.ReadLineAsync() is { } line)
        {
            var answer = JsonNode.Parse(line)!.AsObject();
            if (!_pending.TryRemove((long)answer["id"]!, out var waiting))
            {
                continue;
            }

            if (answer["error"] is JsonObject error)
            {
                waiting.TrySetException(new DriverRefusalException((string)error["code"]!, (string?)error["message"] ?? ""));
            }
            else
            {
                waiting.TrySetResult(answer["value"]?.DeepClone());
            }
        }

        _ended.TrySetResult();
        foreach (var waiting in _pending.Values)
        {
            waiting.TrySetException(Ended());
        }
    }

    private async Task ReadErrorsAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            _errors.Enqueue(line);
            if (_errors.Count > LinesKept)
            {
                _errors.TryDequeue(out _);
            }
        }
    }

    private ExpectationException Ended() => new($"The driver has ended.{Environment.NewLine}{Errors}");
}
