using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Deploy.Tests.Configuration;

/// <summary>The keys that the product's options classes have, and what their own checks say of values.</summary>
internal static class ProductOptions
{
    private const BindingFlags Anywhere = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
    private const string Prefix = "ChatOrleans.";

    private static readonly Type[] Types = [.. Assemblies().SelectMany(assembly => assembly.GetTypes())];

    private static readonly (string Section, Type Type)[] Sections =
    [
        .. from type in Types
           where type is { IsClass: true, IsAbstract: false }
           let section = SectionOf(type)
           where section is not null
           select (section, type),
    ];

    /// <summary>All keys.</summary>
    public static IReadOnlyList<OptionKey> Keys { get; } =
    [
        .. Sections.SelectMany(section => KeysOf(section.Section, section.Type, Activator.CreateInstance(section.Type, nonPublic: true)!))
            .Concat(SingleKeys())
            .DistinctBy(key => key.Name),
    ];

    /// <summary>What the product refuses of a configuration, in the sections that it has.</summary>
    public static IReadOnlyList<string> ErrorsOf(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return [.. Sections.Where(section => configuration.GetSection(section.Section).Exists()).SelectMany(section => ErrorsOf(section.Section, section.Type, configuration))];
    }

    private static Dictionary<string, Assembly>.ValueCollection Assemblies()
    {
        var known = new Dictionary<string, Assembly>(StringComparer.Ordinal);
        var next = new Stack<string>([Prefix + "Silo", Prefix + "Canary"]);
        while (next.TryPop(out var name))
        {
            if (!known.ContainsKey(name))
            {
                known[name] = Assembly.Load(name);
                foreach (var reference in known[name].GetReferencedAssemblies().Where(
                    reference => reference.Name!.StartsWith(Prefix, StringComparison.Ordinal)))
                {
                    next.Push(reference.Name!);
                }
            }
        }

        return known.Values;
    }

    private static string? SectionOf(Type type) =>
        type.GetField("Section", Anywhere) is { } section && section.FieldType == typeof(string)
            ? (string?)section.GetValue(null)
            // The embedded database's part of Chat, which has no key of its own but those of its properties.
            : type.Name == "DatabaseSettings" ? "Chat" : null;

    // A key that is read by itself has a constant with its whole name; the database's is a connection string's name.
    private static IEnumerable<OptionKey> SingleKeys() =>
        Types.SelectMany(type => type.GetFields(Anywhere))
            .Where(field => field is { IsLiteral: true, Name: "Key" or "ConnectionName" } && field.FieldType == typeof(string))
            .Select(field => (Field: field, Value: (string)field.GetRawConstantValue()!))
            .Where(constant => constant.Field.Name == "ConnectionName" || constant.Value.StartsWith("Chat:", StringComparison.Ordinal))
            .Select(constant => new OptionKey(
                constant.Field.Name == "Key" ? constant.Value : $"ConnectionStrings:{constant.Value}", typeof(string), null));

    private static IEnumerable<OptionKey> KeysOf(string section, Type type, object instance)
    {
        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            var name = $"{section}:{property.Name}";
            var value = property.GetValue(instance);
            var kind = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (kind.IsAssignableTo(typeof(IDictionary<string, string>)))
            {
                yield return new OptionKey($"{name}:<name>", typeof(string), null);
            }
            else if (kind.IsGenericType && kind.GetGenericTypeDefinition() == typeof(Dictionary<,>))
            {
                // Sections that the operator names, each with the same keys.
                var named = kind.GetGenericArguments()[1];
                foreach (var key in KeysOf($"{name}:<name>", named, Activator.CreateInstance(named, nonPublic: true)!))
                {
                    yield return key;
                }
            }
            else if (kind.IsAssignableTo(typeof(IEnumerable<string>)))
            {
                yield return new OptionKey($"{name}:N", typeof(string), null);
            }
            else if (kind.IsPrimitive || kind.IsEnum || kind == typeof(string) || kind == typeof(TimeSpan) || kind == typeof(Uri))
            {
                if (property.SetMethod is not null)
                {
                    yield return new OptionKey(name, kind, value);
                }
            }
            else
            {
                var nested = value ?? Activator.CreateInstance(kind, nonPublic: true)!;
                foreach (var key in KeysOf(name, kind, nested))
                {
                    yield return key;
                }
            }
        }
    }

    private static IEnumerable<string> ErrorsOf(string section, Type type, IConfiguration configuration)
    {
        if (type.GetMethod("Read", Anywhere, [typeof(IConfiguration)]) is { } read)
        {
            try
            {
                read.Invoke(null, [configuration]);
                return [];
            }
            catch (TargetInvocationException exception)
            {
                return [exception.InnerException!.Message];
            }
        }

        var options = Activator.CreateInstance(type, nonPublic: true)!;
        configuration.GetSection(section).Bind(options);
        var check = typeof(IValidateOptions<>).MakeGenericType(type);
        return Types
            .Where(candidate => candidate is { IsClass: true, IsAbstract: false } && candidate.IsAssignableTo(check))
            .Select(candidate => Activator.CreateInstance(candidate, nonPublic: true))
            .Select(validator => (ValidateOptionsResult)check.GetMethod("Validate")!.Invoke(validator, [null, options])!)
            .SelectMany(result => result.Failures ?? []);
    }
}
