using System.Reflection;
using System.Text.RegularExpressions;
using ChatOrleans.Client.Contract;
using ChatOrleans.TestKit;

namespace ChatOrleans.Client.Tests.Contracts;

/// <summary>
/// The client's records are those of the contract, field by field. The contract's text is the one that the server's own types
/// are held against.
/// </summary>
public sealed partial class ContractTests
{
    private static readonly string[] CodeUnions = ["RefusalCode", "ProblemCode"];
    private static readonly string[] LocalCodes = ["network", "signed_out", "canceled", "storage", "protocol"];

    private static readonly Dictionary<string, IReadOnlyList<Field>> Interfaces = ReadInterfaces();

    private static readonly Type[] Records =
        [.. typeof(ChatClient).Assembly.GetTypes().Where(type => type.Namespace == typeof(Message).Namespace && Interfaces.ContainsKey(type.Name))];

    public static TheoryData<string> Shared() => [.. Records.Select(type => type.Name).Order(StringComparer.Ordinal)];

    [Fact]
    public void Records_OfTheContract_AreNearlyAllThere() => Assert.InRange(Records.Length, 60, 200);

    [Theory]
    [MemberData(nameof(Shared))]
    public void Record_EachField_IsTheContracts(string name)
    {
        var type = Records.Single(one => one.Name == name);
        var nullability = new NullabilityInfoContext();
        var own = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => new Field(
                char.ToLowerInvariant(property.Name[0]) + property.Name[1..],
                JsonTypeOf(property.PropertyType),
                nullability.Create(property).ReadState == NullabilityState.Nullable));
        Assert.Equal(
            Interfaces[name].OrderBy(field => field.Name, StringComparer.Ordinal),
            own.OrderBy(field => field.Name, StringComparer.Ordinal));
    }

    [Fact]
    public void ErrorCodes_OfTheContract_AreAllThere()
    {
        var text = ReadContract();
        var codes = CodeUnions.SelectMany(union =>
            Literal.Matches(text[text.IndexOf($"export type {union}", StringComparison.Ordinal)..].Split(';')[0]).Select(code => code.Groups[1].Value));
        var own = typeof(ErrorCodes).GetFields().Select(field => (string)field.GetValue(null)!);
        Assert.Equal(codes.Concat(LocalCodes).Order(StringComparer.Ordinal), own.Order(StringComparer.Ordinal));
    }

    private static string JsonTypeOf(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string) || type == typeof(DateTimeOffset))
        {
            return "string";
        }

        if (type == typeof(bool))
        {
            return "boolean";
        }

        if (type.IsPrimitive)
        {
            return "number";
        }

        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) ? "map"
            : type.IsGenericType ? $"{JsonTypeOf(type.GetGenericArguments()[0])}[]"
            : type.Name;
    }

    private static string ReadContract() =>
        File.ReadAllText(Path.Combine(Repository.Root, "clients", "typescript", "src", "contract.ts"));

    private static Dictionary<string, IReadOnlyList<Field>> ReadInterfaces()
    {
        var text = ReadContract();
        var strings = Union.Matches(text).Select(union => union.Groups[1].Value).ToHashSet();
        return Interface.Matches(text).ToDictionary(
            found => found.Groups[1].Value,
            found => (IReadOnlyList<Field>)[.. Member.Matches(found.Groups[2].Value).Select(member =>
                new Field(member.Groups[1].Value, Simple(member.Groups[3].Value, strings), member.Groups[2].Value == "?"))]);
    }

    private static string Simple(string type, HashSet<string> strings)
    {
        if (type.StartsWith("Readonly<Record<", StringComparison.Ordinal))
        {
            return "map";
        }

        var isList = type.EndsWith("[]", StringComparison.Ordinal);
        var one = type.Replace("readonly ", "", StringComparison.Ordinal).Replace("[]", "", StringComparison.Ordinal).Trim();
        return (strings.Contains(one) || one.StartsWith('"') ? "string" : one) + (isList ? "[]" : "");
    }

    [GeneratedRegex(@"export interface (\w+) \{(.*?)\n\}", RegexOptions.Singleline)]
    private static partial Regex Interface { get; }

    [GeneratedRegex(@"readonly (\w+)(\??): ([^;]+);")]
    private static partial Regex Member { get; }

    [GeneratedRegex(@"export type (\w+) =\s*(?:\|\s*)?""")]
    private static partial Regex Union { get; }

    [GeneratedRegex(@"""(\w+)""")]
    private static partial Regex Literal { get; }

    private sealed record Field(string Name, string Type, bool IsOptional);
}
