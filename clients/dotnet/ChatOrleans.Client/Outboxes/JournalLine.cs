using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ChatOrleans.Client.Files;

namespace ChatOrleans.Client.Outboxes;

/// <summary>
/// The form of a journal's line: a checksum of sixteen hexadecimal digits, a space, a record in JSON, a line feed. JSON has no
/// line feed in it, so that a torn line spoils no other.
/// </summary>
internal static class JournalLine
{
    private const int ChecksumLength = 16;
    private const byte Space = (byte)' ';
    private const byte LineFeed = (byte)'\n';

    public static byte[] Write(JournalRecord record)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(record, LocalJson.Default.JournalRecord);
        return [.. Checksum(json), Space, .. json, LineFeed];
    }

    /// <summary>The records of a journal in their order; lines that are torn or spoiled are passed over.</summary>
    public static IEnumerable<JournalRecord> ReadAll(ReadOnlyMemory<byte> journal)
    {
        while (journal.Span.IndexOf(LineFeed) is var end and >= 0)
        {
            if (Read(journal.Span[..end]) is { } record)
            {
                yield return record;
            }

            journal = journal[(end + 1)..];
        }
    }

    private static JournalRecord? Read(ReadOnlySpan<byte> line)
    {
        if (line.Length <= ChecksumLength || line[ChecksumLength] != Space)
        {
            return null;
        }

        var json = line[(ChecksumLength + 1)..];
        if (!line[..ChecksumLength].SequenceEqual(Checksum(json)))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(json, LocalJson.Default.JournalRecord);
        }
        catch (JsonException)
        {
            // Of another version of the client.
            return null;
        }
    }

    private static byte[] Checksum(ReadOnlySpan<byte> json) =>
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, ChecksumLength / 2)));
}
