using System.Reflection;
using System.Text.Json;
using ChatOrleans.Gateway.Http;
using ChatOrleans.Gateway.Hubs;
using ChatOrleans.Gateway.Json;
using ChatOrleans.Grains.Abstractions.Refusals;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.SignalR;

namespace ChatOrleans.Gateway.Tests.Contract;

/// <summary>The contract as the gateway's own types state it: those of the hub, and those of people's HTTP calls.</summary>
internal sealed class WireContract
{
    private const BindingFlags Handlers = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly HashSet<Type> Answers = [typeof(Ok<>), typeof(Created<>), typeof(Accepted<>)];

    private readonly WireTypes _types;

    public WireContract()
    {
        var json = new JsonSerializerOptions();
        ChatJson.Configure(json);
        json.MakeReadOnly();
        _types = new WireTypes(json);
        Methods = [.. HubMethods().Select(method => (Name(method), _types.Form(Argument(method)), _types.Form(Value(method))))];
        Events = [.. typeof(IChatClient).GetMethods().Select(push => (push.Name, _types.Form(push.GetParameters()[0].ParameterType)))];
        foreach (var type in HttpTypes().Append(typeof(Refusal)).Append(typeof(ChatProblem)))
        {
            _types.Form(type);
        }
    }

    /// <summary>The hub's methods with their arguments and values.</summary>
    public IReadOnlyList<(string Name, string Argument, string Value)> Methods { get; }

    /// <summary>The hub's events with their payloads.</summary>
    public IReadOnlyList<(string Name, string Payload)> Events { get; }

    /// <summary>The objects, by name.</summary>
    public IEnumerable<WireType> Objects => _types.Objects;

    /// <summary>The fixed lists: codes first, the others by name.</summary>
    public IEnumerable<WireNames> Names =>
    [
        Codes(typeof(RefusalCode), "The error codes. Branch on the code, never on the message."),
        Codes(typeof(ProblemCode), "Error codes that only HTTP has."),
        .. _types.Names,
    ];

    /// <summary>The types of the hub's arguments.</summary>
    public static IEnumerable<Type> Arguments => HubMethods().Select(Argument).Distinct();

    private static IEnumerable<MethodInfo> HubMethods() =>
        typeof(ChatHub).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => method.IsDefined(typeof(HubMethodNameAttribute)));

    private static string Name(MethodInfo method) => method.GetCustomAttribute<HubMethodNameAttribute>()!.Name;

    private static Type Argument(MethodInfo method) =>
        method.GetParameters().Single(parameter => parameter.ParameterType != typeof(CancellationToken)).ParameterType;

    // Task<Result<T>>
    private static Type Value(MethodInfo method) => method.ReturnType.GetGenericArguments()[0].GetGenericArguments()[0];

    /// <summary>The bodies and answers of the calls that people's clients make; those of hosts and admins are for other programs.</summary>
    private static IEnumerable<Type> HttpTypes()
    {
        var types = typeof(ChatHub).Assembly.GetTypes().Where(type => !type.IsNested).ToArray();
        var bodies = types.Where(type => type.Namespace == $"{typeof(ProblemCode).Namespace}.Requests");
        var answers = types
            .Where(type => type.Namespace == typeof(ProblemCode).Namespace && type.Name.EndsWith("Endpoints", StringComparison.Ordinal))
            .SelectMany(type => type.GetMethods(Handlers))
            .SelectMany(handler => Within(handler.ReturnType));
        return bodies.Concat(answers).Distinct();
    }

    private static IEnumerable<Type> Within(Type answer) =>
        !answer.IsGenericType ? []
        : Answers.Contains(answer.GetGenericTypeDefinition()) ? answer.GetGenericArguments()
        : answer.GetGenericArguments().SelectMany(Within);

    private static WireNames Codes(Type constants, string summary) => new(
        constants.Name,
        summary,
        [.. constants.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!)]);
}
