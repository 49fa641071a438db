using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOrleans.Gateway.Json;
using ChatOrleans.Gateway.Tests.Contract;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.TestKit;

namespace ChatOrleans.Gateway.Tests;

/// <summary>
/// Holds what the TypeScript client takes for the contract against the gateway's own types; the .NET client is held against
/// the same file. With the environment variable <c>CHAT_WRITE_CONTRACT=1</c> that file is written anew instead.
/// </summary>
public sealed class ContractTests
{
    private const string Rewrite = "CHAT_WRITE_CONTRACT";

    private static readonly string TypeScriptFile =
        Path.Combine(Repository.Root, "clients", "typescript", "src", "contract.ts");

    [Fact]
    public void TypeScript_Contract_IsWhatTheGatewaySpeaks()
    {
        var contract = TypeScriptText.Of(new WireContract());
        if (Environment.GetEnvironmentVariable(Rewrite) == "1")
        {
            File.WriteAllText(TypeScriptFile, contract);
        }

        Assert.Equal(contract, File.ReadAllText(TypeScriptFile));
    }

    /// <summary>What a client is told it can't leave out is what the hub refuses to do without.</summary>
    [Fact]
    public void HubArguments_RequiredFields_AreThoseWhoseAbsenceIsRefused()
    {
        var json = new JsonSerializerOptions();
        ChatJson.Configure(json);
        var examples = new ProtocolDocument().Entries("Hub methods").Values
            .Select(text => ProtocolDocument.Examples(text)[0]).ToArray();
        foreach (var argument in WireContract.Arguments)
        {
            var fields = argument.GetProperties().ToDictionary(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name));
            var example = examples.First(shown => shown.EnumerateObject().Select(field => field.Name).ToHashSet().SetEquals(fields.Keys));
            foreach (var (name, property) in fields)
            {
                var without = JsonNode.Parse(example.GetRawText())!.AsObject();
                without.Remove(name);
                var isRefused = Refused(argument, without.Deserialize(argument, json)!)?.Field == name;
                Assert.True(
                    isRefused == property.IsDefined(typeof(RequiredAttribute)),
                    $"{argument.Name}.{property.Name} is {(isRefused ? "needed" : "not needed")}; its attributes say otherwise.");
            }
        }
    }

    private static Refusal? Refused(Type argument, object request)
    {
        var read = argument.GetMethod("TryRead", BindingFlags.Public | BindingFlags.Static)!;
        var arguments = new object?[read.GetParameters().Length];
        arguments[0] = request;
        return (bool)read.Invoke(null, arguments)! ? null : (Refusal)arguments[^1]!;
    }
}
