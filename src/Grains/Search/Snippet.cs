using System.Collections.Immutable;
using System.Text;
using ChatOrleans.Grains.Abstractions.Search;

namespace ChatOrleans.Grains.Search;

/// <summary>Takes the marks out of a headline: what clients get is text and ranges, so that nobody's message is markup.</summary>
internal static class Snippet
{
    // The text itself has none of them: the statement takes them away before it marks. The third stands for '<'.
    private const char Start = '\u0002';
    private const char Stop = '\u0003';
    private const char LessThan = '\u0004';

    public static (string Text, ImmutableArray<Highlight> Highlights) Read(string headline)
    {
        var text = new StringBuilder(headline.Length);
        var highlights = ImmutableArray.CreateBuilder<Highlight>();
        var begun = 0;
        foreach (var character in headline)
        {
            switch (character)
            {
                case Start:
                    begun = text.Length;
                    break;
                case Stop:
                    highlights.Add(new Highlight { Start = begun, Length = text.Length - begun });
                    break;
                case LessThan:
                    text.Append('<');
                    break;
                default:
                    text.Append(character);
                    break;
            }
        }

        return (text.ToString(), highlights.DrainToImmutable());
    }
}
