using System.Text.Json;

namespace ChatOrleans.LoadTest.Tampering;

/// <summary>A record of the JSON hub protocol that carries a message, and where its fields are.</summary>
internal readonly record struct MessageFrame
{
    private const int Invocation = 1;
    private const int Completion = 3;

    private FieldPlace Text { get; init; }

    private FieldPlace ClientMessageId { get; init; }

    private FieldPlace Seq { get; init; }

    public TamperTarget Target { get; private init; }

    public FieldPlace Place(TamperField field) => field switch
    {
        TamperField.Text => Text,
        TamperField.ClientMessageId => ClientMessageId,
        _ => Seq,
    };

    /// <summary>Reads a record without its separator; false for whatever carries no message.</summary>
    public static bool TryRead(ReadOnlySpan<byte> record, out MessageFrame frame)
    {
        frame = default;
        try
        {
            return TryScan(record, ref frame);
        }
        catch (JsonException)
        {
            // Whoever gets it will say so.
            return false;
        }
    }

    private static bool TryScan(ReadOnlySpan<byte> record, ref MessageFrame frame)
    {
        var (type, isSend, isEvent, isAnswer) = (0, false, false, false);
        var reader = new Utf8JsonReader(record);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            if (reader.CurrentDepth == 1)
            {
                if (reader.ValueTextEquals("type"u8))
                {
                    reader.Read();
                    type = reader.GetInt32();
                }
                else if (reader.ValueTextEquals("target"u8))
                {
                    reader.Read();
                    isSend = reader.ValueTextEquals("SendMessage"u8);
                    isEvent = reader.ValueTextEquals("Event"u8);
                }
            }
            else if (reader.ValueTextEquals("text"u8))
            {
                frame = frame with { Text = Read(ref reader) };
            }
            else if (reader.ValueTextEquals("clientMessageId"u8))
            {
                frame = frame with { ClientMessageId = Read(ref reader) };
            }
            else if (reader.ValueTextEquals("seq"u8))
            {
                frame = frame with { Seq = Read(ref reader) };
            }
            else if (reader.ValueTextEquals("duplicate"u8))
            {
                // Of all answers only a message's acknowledgement says that.
                isAnswer = true;
            }
        }

        frame = frame with
        {
            Target = type == Completion ? TamperTarget.Answer : isSend ? TamperTarget.Send : TamperTarget.Push,
        };
        return type switch
        {
            Invocation => (isSend || isEvent) && !frame.ClientMessageId.IsEmpty,
            Completion => isAnswer,
            _ => false,
        };
    }

    private static FieldPlace Read(ref Utf8JsonReader reader)
    {
        reader.Read();
        var quote = reader.TokenType == JsonTokenType.String ? 1 : 0;
        return new FieldPlace((int)reader.TokenStartIndex + quote, reader.ValueSpan.Length);
    }
}
