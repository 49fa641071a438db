using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace ChatOrleans.Grains.Exports;

/// <summary>
/// The file for people: one page that needs nothing else, asks for nothing from anywhere and runs nothing. All that people
/// have written is encoded, and keeps its own direction.
/// </summary>
internal sealed class HtmlExport
{
    private const string Head = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Your data</title>
        <style>
        :root { color-scheme: light dark; }
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 48rem; margin: 0 auto; padding: 1rem; }
        h2 { margin-top: 2.5rem; border-bottom: 1px solid #8888; }
        article { margin: .75rem 0; padding: .5rem .75rem; border: 1px solid #8884; border-radius: .5rem; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; margin: 0; }
        dt { color: #777; font-size: .85em; }
        dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
        dd.text { font-size: 1.1em; }
        </style>
        </head>
        <body>
        <h1>Your data</h1>

        """;

    private const string None = "<p>Nothing.</p>\n";

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _html = new(Head);
    private bool _isEmpty;

    public HtmlExport(DateTimeOffset at) =>
        _html.Append(CultureInfo.InvariantCulture, $"<p>What was stored of you on {ExportText.Spoken(at)}.</p>\n");

    /// <summary>How much has been written since the last piece was taken, in characters.</summary>
    public int Length => _html.Length;

    public void BeginSection(string title)
    {
        _html.Append("<section>\n<h2>").Append(Encoder.Encode(title)).Append("</h2>\n");
        _isEmpty = true;
    }

    public void EndSection() => _html.Append(_isEmpty ? None : "").Append("</section>\n");

    public void BeginGroup(string title, IReadOnlyList<ExportField> fields)
    {
        _html.Append("<section>\n<h3 dir=\"auto\">").Append(Encoder.Encode(title)).Append("</h3>\n");
        WriteFields(fields);
        _isEmpty = true;
    }

    public void EndGroup()
    {
        EndSection();
        _isEmpty = false;
    }

    public void Write(IReadOnlyList<ExportField> fields)
    {
        _html.Append("<article>\n");
        WriteFields(fields);
        _html.Append("</article>\n");
        _isEmpty = false;
    }

    public void End() => _html.Append("</body>\n</html>\n");

    /// <summary>What has been written since the last time.</summary>
    public ReadOnlyMemory<byte> Take()
    {
        var piece = Encoding.UTF8.GetBytes(_html.ToString());
        _html.Clear();
        return piece;
    }

    private static string Text(object value) => value switch
    {
        string text => text,
        bool truth => truth ? "yes" : "no",
        DateTimeOffset time => ExportText.Spoken(time),
        IReadOnlyList<string> texts => string.Join('\n', texts),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private void WriteFields(IReadOnlyList<ExportField> fields)
    {
        _html.Append("<dl>\n");
        foreach (var (name, label, value) in fields)
        {
            if (value is null or IReadOnlyList<string> { Count: 0 })
            {
                continue;
            }

            _html.Append("<dt>").Append(Encoder.Encode(label)).Append("</dt><dd dir=\"auto\"");
            _html.Append(name == "text" ? " class=\"text\">" : ">").Append(Encoder.Encode(Text(value))).Append("</dd>\n");
        }

        _html.Append("</dl>\n");
    }
}
