using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ChatOrleans.Grains.Exports;

/// <summary>The file for programs: one object, a section an array in it.</summary>
internal sealed class JsonExport : IDisposable
{
    // A file of its own, never part of HTML: text stays as it was written.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _json;

    public JsonExport(DateTimeOffset at)
    {
        _json = new Utf8JsonWriter(_buffer, Options);
        _json.WriteStartObject();
        _json.WriteString("exportedAt", ExportText.Of(at));
    }

    /// <summary>How much has been written since the last piece was taken.</summary>
    public int Length => _buffer.WrittenCount + _json.BytesPending;

    public void BeginSection(string name) => _json.WriteStartArray(name);

    public void EndSection() => _json.WriteEndArray();

    public void BeginGroup(IReadOnlyList<ExportField> fields, string items)
    {
        _json.WriteStartObject();
        WriteFields(fields);
        _json.WriteStartArray(items);
    }

    public void EndGroup()
    {
        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    public void Write(IReadOnlyList<ExportField> fields)
    {
        _json.WriteStartObject();
        WriteFields(fields);
        _json.WriteEndObject();
    }

    public void End() => _json.WriteEndObject();

    /// <summary>What has been written since the last time.</summary>
    public ReadOnlyMemory<byte> Take()
    {
        _json.Flush();
        var piece = _buffer.WrittenMemory.ToArray();
        _buffer.ResetWrittenCount();
        return piece;
    }

    public void Dispose() => _json.Dispose();

    private void WriteFields(IReadOnlyList<ExportField> fields)
    {
        foreach (var (name, _, value) in fields)
        {
            Write(name, value);
        }
    }

    private void Write(string name, object? value)
    {
        switch (value)
        {
            case null or IReadOnlyList<string> { Count: 0 }:
                break;
            case string text:
                _json.WriteString(name, text);
                break;
            case bool truth:
                _json.WriteBoolean(name, truth);
                break;
            case DateTimeOffset time:
                _json.WriteString(name, ExportText.Of(time));
                break;
            case IReadOnlyList<string> texts:
                _json.WriteStartArray(name);
                foreach (var text in texts)
                {
                    _json.WriteStringValue(text);
                }

                _json.WriteEndArray();
                break;
            default:
                _json.WriteNumber(name, Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
