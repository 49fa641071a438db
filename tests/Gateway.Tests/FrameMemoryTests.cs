using System.Buffers;
using System.Reflection;
using System.Text;
using ChatOrleans.Gateway.Hubs;
using ChatOrleans.Gateway.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Tests;

/// <summary>What reading one frame costs, whatever is in it: the figure in docs/protocol.md.</summary>
public sealed class FrameMemoryTests
{
    private const int MaxFrameBytes = 64 * 1024;

    /// <summary>The stated bound.</summary>
    private const long MaxAllocatedBytes = 2 * 1024 * 1024;

    private static readonly JsonHubProtocol Protocol = CreateProtocol();

    private static readonly Binder Methods = new();

    /// <summary>Where in a frame many things go, and one of them.</summary>
    public static TheoryData<string, string> Shapes { get; } = new()
    {
        { """{"type":1,"invocationId":"1","target":"WatchPresence","arguments":[{"userIds":[*]}]}""", "\"\"" },
        { """{"type":1,"invocationId":"1","target":"WatchPresence","arguments":[{"userIds":[*]}]}""", "\"a\"" },
        { """{"type":1,"invocationId":"1","target":"WatchPresence","arguments":[{"userIds":[*]}]}""", "[]" },
        { """{"type":1,"invocationId":"1","target":"WatchPresence","arguments":[{"userIds":[*]}]}""", "1" },
        { """{"type":1,"invocationId":"1","target":"WatchPresence","arguments":[*]}""", "{}" },
        { """{"type":1,"invocationId":"1","arguments":[{"userIds":[*]}],"target":"WatchPresence"}""", "\"a\"" },
        { """{"type":1,"invocationId":"1","target":"Sync","arguments":[{"cursors":{*}}]}""", "\"%\":1" },
        { """{"type":1,"invocationId":"1","target":"Sync","arguments":[{*}]}""", "\"cursors\":{}" },
        { """{"type":1,"invocationId":"1","target":"Sync","arguments":[{*}]}""", "\"epoch\":\"%\"" },
        { """{"type":1,"invocationId":"1","target":"SendMessage","arguments":[{*}]}""", "\"%\":0" },
        { """{"type":1,"invocationId":"1","target":"SendMessage","arguments":[*]}""", "0" },
        { """{"type":1,"invocationId":"1","target":"SendMessage","arguments":[{}],"headers":{*}}""", "\"%\":\"\"" },
        { """{"type":1,"invocationId":"1","target":"SendMessage","arguments":[{}],"streamIds":[*]}""", "\"%\"" },
        { """{"type":1,"invocationId":"1","target":"NoSuchMethod","arguments":[*]}""", "\"%\"" },
        { """{"type":4,"invocationId":"1","target":"Sync","arguments":[{"cursors":{*}}]}""", "\"%\":1" },
        { """{*}""", "\"%\":1" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void TryParseMessage_FrameFullOfSomething_AllocatesWithinTheStatedBound(string frame, string one)
    {
        var full = Fill(frame, one);
        // Whatever is made once is made before.
        Read(full);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Read(full);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaxAllocatedBytes);
    }

    [Theory]
    [InlineData('[', ']')]
    [InlineData('{', '}')]
    public void TryParseMessage_DeepFrame_IsRefusedBeforeItIsRead(char open, char close)
    {
        const int Depth = 20_000;
        var inner = open == '[' ? new string('[', Depth) : string.Concat(Enumerable.Repeat("{\"a\":", Depth / 2));
        var frame = $$$"""{"type":1,"invocationId":"1","target":"SendMessage","arguments":[{"text":{{{inner}}}1{{{new string(close, Depth / 2)}}}}]}""";
        var before = GC.GetAllocatedBytesForCurrentThread();
        Read(Encoding.UTF8.GetBytes(frame[..Math.Min(frame.Length, MaxFrameBytes - 1)] + '\u001e'));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaxAllocatedBytes);
    }

    /// <summary>As many of the one as 64 KiB hold; a percent sign in it is a number of its own each time.</summary>
    private static byte[] Fill(string frame, string one)
    {
        var star = frame.IndexOf('*', StringComparison.Ordinal);
        var text = new StringBuilder(frame[..star]);
        for (var number = 0; text.Length + one.Length + 10 < MaxFrameBytes - (frame.Length - star); number++)
        {
            text.Append(number == 0 ? "" : ",").Append(one.Replace("%", $"{number:x}", StringComparison.Ordinal));
        }

        return Encoding.UTF8.GetBytes(text.Append(frame[(star + 1)..]).Append('\u001e').ToString());
    }

    private static void Read(byte[] frame)
    {
        var bytes = new ReadOnlySequence<byte>(frame);
        try
        {
            Protocol.TryParseMessage(ref bytes, Methods, out _);
        }
        catch (InvalidDataException)
        {
            // No frame: the connection closes.
        }
    }

    private static JsonHubProtocol CreateProtocol()
    {
        var options = new JsonHubProtocolOptions();
        ChatJson.Configure(options.PayloadSerializerOptions);
        return new JsonHubProtocol(Options.Create(options));
    }

    /// <summary>Says what the hub's methods take.</summary>
    private sealed class Binder : IInvocationBinder
    {
        private readonly Dictionary<string, Type[]> _methods = typeof(ChatHub)
            .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => method.IsDefined(typeof(HubMethodNameAttribute)))
            .ToDictionary(
                method => method.GetCustomAttribute<HubMethodNameAttribute>()!.Name,
                method => method.GetParameters().Select(parameter => parameter.ParameterType).ToArray());

        public IReadOnlyList<Type> GetParameterTypes(string methodName) =>
            _methods.TryGetValue(methodName, out var types) ? types : throw new HubException("There is no such method.");

        public Type GetReturnType(string invocationId) => throw new InvalidOperationException("Nothing was asked of the client.");

        public Type GetStreamItemType(string streamId) => throw new InvalidOperationException("There is no such stream.");
    }
}
