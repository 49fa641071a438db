using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOrleans.TestKit;

/// <summary>
/// Makes bad input of good: changes the shape of a JSON text, its values, or its characters. The same seed makes the same.
/// </summary>
public sealed class Mutations(int seed)
{
    private const int MaxLength = 60_000;

    private static readonly string[] OddNumbers =
        ["-1", "0", "1", "4294967296", "9007199254740992", "9223372036854775807", "9223372036854775808", "-9223372036854775809", "1e400", "1.5", "-0", "1E2"];

    private static readonly string[] OddTexts =
    [
        "\"\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\" \\t\\r\\n\"", "\"\\u202e\\u200b\"", "\"\\uffff\"", "\"%00%s%n{0}\"",
        "\"'; DROP TABLE account; --\"", "\"../../etc/passwd\"", "\"<script>alert(1)</script>\"", "\"u_00000000000000000000000000000000\"",
        "\"00000000000000000000000000000000\"", "\"\\ud83d\\ude00\"",
    ];

    private readonly Random _random = new(seed);

    /// <summary>One of them.</summary>
    public T Pick<T>(IReadOnlyList<T> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        return choices[_random.Next(choices.Count)];
    }

    /// <summary>A text like this one, changed in one to four places; often no JSON any more.</summary>
    public string Of(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var text = json;
        for (var times = _random.Next(1, 5); times > 0; times--)
        {
            text = _random.Next(4) == 0 ? Scramble(text) : Reshape(text);
        }

        return text.Length > MaxLength ? text[..MaxLength] : text;
    }

    /// <summary>A JSON text with other fields and values than this one.</summary>
    public string ShapeOf(string json)
    {
        var text = json;
        for (var times = _random.Next(1, 4); times > 0; times--)
        {
            text = Reshape(text);
        }

        return text.Length > MaxLength ? "{}" : text;
    }

    /// <summary>Any value as JSON, of whatever type and size.</summary>
    public string Value() => _random.Next(9) switch
    {
        0 => "null",
        1 => "true",
        2 => Pick(OddNumbers),
        3 => _random.NextInt64().ToString(CultureInfo.InvariantCulture),
        4 or 5 => Pick(OddTexts),
        6 => JsonSerializer.Serialize(new string((char)_random.Next(0x20, 0xd7ff), _random.Next(1, 5_000))),
        7 => Nested(_random.Next(1, 200)),
        _ => $"[{string.Join(',', Enumerable.Repeat(Pick(OddTexts), _random.Next(0, 2_000)))}]",
    };

    private string Nested(int depth) => _random.Next(2) == 0
        ? new string('[', depth) + new string(']', depth)
        : string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);

    /// <summary>Another value somewhere, a field less, or one more, or one twice; what is no JSON any more is changed as text.</summary>
    private string Reshape(string text)
    {
        try
        {
            return ReshapeJson(text);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            return Scramble(text);
        }
    }

    private string ReshapeJson(string text)
    {
        var root = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = 512 });
        var places = Leaves(root).ToList();
        if (places.Count == 0)
        {
            return Value();
        }

        // A mark that no JSON has, to be replaced by text that need not be JSON.
        const string Mark = "\"@@\"";
        var (holder, name) = Pick(places);
        switch (_random.Next(4))
        {
            case 0:
                holder.Remove(name);
                return root!.ToJsonString();
            case 1:
                holder[Pick(OddTexts).Trim('"').Replace("\\", "", StringComparison.Ordinal)] = "@@";
                break;
            default:
                holder[name] = "@@";
                break;
        }

        return root!.ToJsonString().Replace(Mark, Value(), StringComparison.Ordinal);
    }

    private static IEnumerable<(JsonObject Holder, string Name)> Leaves(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject record:
                foreach (var (name, value) in record)
                {
                    yield return (record, name);
                    foreach (var inner in Leaves(value))
                    {
                        yield return inner;
                    }
                }

                break;
            case JsonArray list:
                foreach (var inner in list.SelectMany(Leaves))
                {
                    yield return inner;
                }

                break;
        }
    }

    /// <summary>Characters lost, doubled, changed, or put in.</summary>
    private string Scramble(string text)
    {
        if (text.Length == 0)
        {
            return Value();
        }

        var at = _random.Next(text.Length);
        var length = Math.Min(text.Length - at, _random.Next(1, 20));
        return _random.Next(5) switch
        {
            0 => text[..at],
            1 => text.Remove(at, length),
            2 => text.Insert(at, text.Substring(at, length)),
            3 => text.Insert(at, Value()),
            _ => text.Remove(at, 1).Insert(at, ((char)_random.Next(1, 0xd7ff)).ToString()),
        };
    }
}
