using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOrleans.Client.Driver;

/// <summary>Answers commands. They run side by side: one that waits holds up no other.</summary>
internal sealed class Driver(TextWriter output)
{
    private readonly ConcurrentDictionary<string, Device> _devices = new();
    private readonly Lock _writing = new();

    /// <summary>Done when there is no more input.</summary>
    public async Task RunAsync(TextReader input)
    {
        while (await input.ReadLineAsync() is { } line)
        {
            _ = AnswerAsync(JsonSerializer.Deserialize<Command>(line, DriverJson.Options)!);
        }
    }

    private async Task AnswerAsync(Command command)
    {
        JsonObject answer;
        try
        {
            answer = new JsonObject { ["ok"] = true, ["value"] = JsonSerializer.SerializeToNode(await DoAsync(command), DriverJson.Options) };
        }
        catch (ChatException exception)
        {
            answer = Refusal(exception.Code, exception.Message);
        }
        catch (Exception exception)
        {
            answer = Refusal("driver", exception.ToString());
        }

        answer["id"] = command.Id;
        lock (_writing)
        {
            output.WriteLine(answer.ToJsonString(DriverJson.Options));
            output.Flush();
        }
    }

    private static JsonObject Refusal(string code, string message) =>
        new() { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } };

    private async Task<object?> DoAsync(Command command)
    {
        switch (command.Do)
        {
            case "create":
                _devices[command.Device] = new Device(new Uri(command.Server!), command.Folder);
                return null;
            case "dispose" when _devices.TryRemove(command.Device, out var gone):
                await gone.DisposeAsync();
                return null;
            default:
                return _devices.TryGetValue(command.Device, out var device)
                    ? await device.DoAsync(command)
                    : throw new InvalidOperationException($"There is no device {command.Device}.");
        }
    }
}
