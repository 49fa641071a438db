using System.Text;

namespace ChatOrleans.Deploy.Tests;

/// <summary>A directive of nginx with its words, and what is in its braces.</summary>
internal sealed record NginxStatement(IReadOnlyList<string> Words, IReadOnlyList<NginxStatement> Block)
{
    public string Name => Words[0];

    /// <summary>This and all within it.</summary>
    public IEnumerable<NginxStatement> Everything() => Block.SelectMany(inner => inner.Everything()).Prepend(this);

    /// <summary>Reads a file; what is no sequence of directives is a failure.</summary>
    public static IReadOnlyList<NginxStatement> Parse(string text)
    {
        var tokens = new Queue<string>(Tokens(text));
        var statements = ParseBlock(tokens);
        return tokens.Count == 0 ? statements : throw new InvalidDataException("There is a brace too many.");
    }

    private static List<NginxStatement> ParseBlock(Queue<string> tokens)
    {
        var statements = new List<NginxStatement>();
        var words = new List<string>();
        while (tokens.TryPeek(out var token) && token != "}")
        {
            tokens.Dequeue();
            if (token is not (";" or "{"))
            {
                words.Add(token);
                continue;
            }

            var block = new List<NginxStatement>();
            if (token == "{")
            {
                block = ParseBlock(tokens);
                if (!tokens.TryDequeue(out _))
                {
                    throw new InvalidDataException($"{words[0]} has no end.");
                }
            }

            statements.Add(new NginxStatement([.. words], block));
            words.Clear();
        }

        return words.Count == 0 ? statements : throw new InvalidDataException($"{words[0]} has no semicolon.");
    }

    private static IEnumerable<string> Tokens(string text)
    {
        var word = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (letter is '\'' or '"')
            {
                var end = text.IndexOf(letter, i + 1);
                yield return text[(i + 1)..end];
                i = end;
            }
            else if (letter == '#' && word.Length == 0)
            {
                i = text.IndexOf('\n', i);
            }
            else if (letter is ';' or '}' || letter == '{' || char.IsWhiteSpace(letter))
            {
                if (word.Length > 0)
                {
                    yield return word.ToString();
                    word.Clear();
                }

                if (!char.IsWhiteSpace(letter))
                {
                    yield return letter.ToString();
                }
            }
            else
            {
                word.Append(letter);
            }
        }
    }
}
