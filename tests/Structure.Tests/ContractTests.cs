using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit;

namespace ChatOrleans.Structure.Tests;

public sealed class ContractTests
{
    private static readonly Assembly Contracts = Assembly.Load("ChatOrleans.Grains.Abstractions");

    // What the serializer generator adds lives in namespaces and classes of its own.
    private static IEnumerable<Type> Own => Contracts.GetTypes().Where(
        type => type.Namespace?.StartsWith("ChatOrleans.", StringComparison.Ordinal) == true &&
            !type.IsDefined(typeof(CompilerGeneratedAttribute)) && !type.IsNested &&
            !type.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute)));

    private static IEnumerable<Type> Serialized => Own.Where(
        type => !type.IsInterface && type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false));

    private static IEnumerable<Type> GrainInterfaces => Own.Where(
        type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type));

    private static bool IsFilter(Type type) =>
        typeof(IIncomingGrainCallFilter).IsAssignableFrom(type) || typeof(IOutgoingGrainCallFilter).IsAssignableFrom(type);

    [Fact]
    public void Every_type_that_carries_data_is_serializable()
    {
        // Static classes hold constants, and filters go along with calls; all else in the contracts crosses a process.
        var data = Own.Where(
            type => !type.IsInterface && !(type is { IsAbstract: true, IsSealed: true }) && !IsFilter(type));
        Assert.NotEmpty(data);
        Assert.Empty(data.Except(Serialized));
    }

    [Fact]
    public void Every_contract_type_has_an_alias_of_its_own()
    {
        var aliases = Serialized.Concat(GrainInterfaces).Select(type => (type, Alias(type))).ToArray();
        Assert.NotEmpty(aliases);
        Assert.All(aliases, pair => Assert.StartsWith("chat.", pair.Item2, StringComparison.Ordinal));
        Assert.Equal(aliases.Length, aliases.Select(pair => pair.Item2).Distinct().Count());
    }

    [Fact]
    public void Every_serialized_member_has_an_id_that_no_other_has()
    {
        foreach (var type in Serialized.Where(type => !type.IsEnum))
        {
            var ids = new List<uint>();
            foreach (var property in Stored(type))
            {
                var id = property.GetCustomAttribute<IdAttribute>();
                Assert.True(id is not null, $"{type.Name}.{property.Name} has no [Id].");
                ids.Add(id.Id);
            }

            Assert.Equal(ids.Count, ids.Distinct().Count());
        }
    }

    [Fact]
    public void Every_method_of_a_grain_has_an_alias_of_its_own()
    {
        Assert.NotEmpty(GrainInterfaces);
        foreach (var grain in GrainInterfaces)
        {
            var aliases = grain.GetMethods().Select(method => (method.Name, Alias(method))).ToArray();
            Assert.All(aliases, pair => Assert.True(pair.Item2 is not null, $"{grain.Name}.{pair.Name} has no [Alias]."));
            Assert.Equal(aliases.Length, aliases.Select(pair => pair.Item2).Distinct().Count());
        }
    }

    [Fact]
    public void Every_record_is_sealed_or_a_base_of_others()
    {
        var open = Serialized.Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false });
        Assert.Empty(open);
    }

    // A property with a field behind it is stored; a computed one is not.
    private static IEnumerable<PropertyInfo> Stored(Type type) =>
        type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Where(property => type.GetField(
                $"<{property.Name}>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic) is not null);

    private static string? Alias(MemberInfo member) =>
        member.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias;
}
