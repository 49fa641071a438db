using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using ChatOrleans.Gateway.Json;
using ChatOrleans.Grains.Abstractions.Attachments;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Tests.Contract;

/// <summary>Collects the objects of the contract as the serializer sees them, each with everything that it holds.</summary>
internal sealed class WireTypes
{
    private static readonly HashSet<Type> Texts =
        [typeof(string), typeof(DateTimeOffset), typeof(ThreadId), typeof(UserId), typeof(AttachmentId)];

    private static readonly HashSet<Type> Lists =
        [typeof(ImmutableArray<>), typeof(IReadOnlyList<>), typeof(IList<>), typeof(List<>)];

    private static readonly HashSet<Type> Maps =
        [typeof(IReadOnlyDictionary<,>), typeof(ImmutableDictionary<,>), typeof(Dictionary<,>)];

    private readonly JsonSerializerOptions _json;
    private readonly Documentation _documentation;
    private readonly NullabilityInfoContext _nullability = new();
    private readonly SortedDictionary<string, WireType> _objects = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, WireNames> _names = new(StringComparer.Ordinal);

    public WireTypes(JsonSerializerOptions json)
    {
        _json = json;
        _documentation = new Documentation(json);
    }

    /// <summary>The objects met so far, by name.</summary>
    public IEnumerable<WireType> Objects => _objects.Values;

    /// <summary>The fixed lists met so far, by name.</summary>
    public IEnumerable<WireNames> Names => _names.Values;

    /// <summary>How TypeScript writes the type; what it holds is collected.</summary>
    public string Form(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        var generic = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        return generic == typeof(Field<>) ? Form(type.GetGenericArguments()[0])
            : Texts.Contains(type) ? "string"
            : type == typeof(bool) ? "boolean"
            : type == typeof(long) || type == typeof(int) ? "number"
            : type == typeof(CursorMap) ? "Readonly<Record<string, number>>"
            : type == typeof(AttachmentList) ? ListOf(Meet(AttachmentReference()))
            : type == typeof(PushKeys) ? Meet(PushSubscriptionKeys())
            : type.IsArray ? ListOf(Form(type.GetElementType()!))
            : generic is not null && Lists.Contains(generic) ? ListOf(Form(type.GetGenericArguments()[0]))
            : generic is not null && Maps.Contains(generic) ? $"Readonly<Record<string, {Form(type.GetGenericArguments()[1])}>>"
            : type.IsEnum ? Meet(type)
            : MeetObject(type);
    }

    private static string ListOf(string element) => $"readonly {element}[]";

    private string Meet(Type list)
    {
        _names.TryAdd(list.Name, new WireNames(
            list.Name,
            _documentation.Of(list),
            [.. Enum.GetValuesAsUnderlyingType(list).Cast<object>().Select(value => Spell(Enum.ToObject(list, value)))]));
        return list.Name;
    }

    private string Spell(object value) => JsonSerializer.SerializeToElement(value, value.GetType(), _json).GetString()!;

    private string Meet(WireType known)
    {
        _objects.TryAdd(known.Name, known);
        return known.Name;
    }

    private string MeetObject(Type type)
    {
        if (!_objects.ContainsKey(type.Name))
        {
            // Known before its fields are looked at, which may hold it again.
            _objects.Add(type.Name, new WireType(type.Name, _documentation.Of(type), []));
            _objects[type.Name] = _objects[type.Name] with { Fields = [.. Fields(type)] };
        }

        return type.Name;
    }

    private IEnumerable<WireField> Fields(Type type)
    {
        var declared = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => !property.IsDefined(typeof(JsonIgnoreAttribute)))
            .ToDictionary(property => property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name));
        return _json.GetTypeInfo(type).Properties.Where(field => declared.ContainsKey(field.Name)).Select(field =>
        {
            var property = declared[field.Name];
            var list = property.GetCustomAttribute<EnumDataTypeAttribute>()?.EnumType;
            return new WireField(field.Name, Form(list ?? property.PropertyType), IsOptional(property), _documentation.Of(property));
        });
    }

    /// <summary>What is null is absent; a field of a request may be absent unless it says otherwise.</summary>
    private bool IsOptional(PropertyInfo property) =>
        property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(Field<>)
            ? !property.IsDefined(typeof(RequiredAttribute))
            : Nullable.GetUnderlyingType(property.PropertyType) is not null ||
              _nullability.Create(property).ReadState == NullabilityState.Nullable;

    // These two are read by hand, without a type of their own.
    private static WireType AttachmentReference() =>
        new("AttachmentReference", "An upload that comes with a message.", [Text("attachmentId", "What the upload's answer called it.")]);

    private static WireType PushSubscriptionKeys() => new(
        "PushKeys",
        "The keys of a browser's push subscription, in base64url.",
        [Text("p256dh", "The public key."), Text("auth", "The authentication secret.")]);

    private static WireField Text(string name, string summary) => new(name, "string", IsOptional: false, summary);
}
