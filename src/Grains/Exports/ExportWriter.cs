using ChatOrleans.Grains.Abstractions.Exports;

namespace ChatOrleans.Grains.Exports;

/// <summary>
/// Writes what there is of somebody into both files of an export at once, piece by piece, so that one of any length takes
/// little memory. A file consists of sections; a section of items, or of groups with items of their own.
/// </summary>
internal sealed class ExportWriter : IDisposable
{
    /// <summary>A piece is about so long.</summary>
    public const int PieceBytes = 256 * 1_024;

    private readonly IExportSink _sink;
    private readonly JsonExport _json;
    private readonly HtmlExport _html;
    private int _jsonPieces;
    private int _htmlPieces;

    public ExportWriter(IExportSink sink, DateTimeOffset at)
    {
        _sink = sink;
        _json = new JsonExport(at);
        _html = new HtmlExport(at);
    }

    /// <summary>Begins a section.</summary>
    /// <param name="name">How programs know it.</param>
    /// <param name="title">What people read.</param>
    public void BeginSection(string name, string title)
    {
        _json.BeginSection(name);
        _html.BeginSection(title);
    }

    /// <summary>Ends the section.</summary>
    public void EndSection()
    {
        _json.EndSection();
        _html.EndSection();
    }

    /// <summary>Begins a group of the section.</summary>
    /// <param name="title">What people read.</param>
    /// <param name="fields">What is said of the group itself.</param>
    /// <param name="items">How programs know its items.</param>
    public void BeginGroup(string title, IReadOnlyList<ExportField> fields, string items)
    {
        _json.BeginGroup(fields, items);
        _html.BeginGroup(title, fields);
    }

    /// <summary>Ends the group.</summary>
    public void EndGroup()
    {
        _json.EndGroup();
        _html.EndGroup();
    }

    /// <summary>Writes an item of the section, or of the group that was begun.</summary>
    public async Task WriteAsync(IReadOnlyList<ExportField> fields)
    {
        _json.Write(fields);
        _html.Write(fields);
        if (_json.Length >= PieceBytes)
        {
            await PassOnJsonAsync();
        }

        if (_html.Length >= PieceBytes)
        {
            await PassOnHtmlAsync();
        }
    }

    /// <summary>Ends both files.</summary>
    public async Task CompleteAsync()
    {
        _json.End();
        _html.End();
        await PassOnJsonAsync();
        await PassOnHtmlAsync();
    }

    public void Dispose() => _json.Dispose();

    private Task PassOnJsonAsync() => _sink.TakeAsync(ExportFormat.Json, _jsonPieces++, _json.Take());

    private Task PassOnHtmlAsync() => _sink.TakeAsync(ExportFormat.Html, _htmlPieces++, _html.Take());
}
