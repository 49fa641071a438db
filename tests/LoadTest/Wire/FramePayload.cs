using System.Text.Json;

namespace ChatOrleans.LoadTest.Wire;

/// <summary>The fields of a push, of a value or of a refusal that the generator looks at.</summary>
internal ref struct FramePayload
{
    public long Seq { get; private set; }

    public bool Duplicate { get; private set; }

    public ReadOnlySpan<byte> ThreadId { get; private set; }

    public ReadOnlySpan<byte> ClientMessageId { get; private set; }

    public ReadOnlySpan<byte> Text { get; private set; }

    public ReadOnlySpan<byte> UserId { get; private set; }

    public long DeliveredSeq { get; private set; }

    public long ReadSeq { get; private set; }

    public int RetryAfterMs { get; private set; }

    public int ReconnectAfterMs { get; private set; }

    public string? ErrorCode { get; set; }

    /// <summary>Reads the object that the reader stands at; anything else is left alone.</summary>
    public void Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (!TryTake(name, ref reader))
            {
                reader.Skip();
            }
        }
    }

    // By length first: names are many, and most are none of these.
    private bool TryTake(ReadOnlySpan<byte> name, ref Utf8JsonReader reader)
    {
        switch (name.Length)
        {
            case 3 when name.SequenceEqual("seq"u8):
                Seq = reader.GetInt64();
                return true;
            case 4 when name.SequenceEqual("text"u8):
                Text = reader.ValueSpan;
                return true;
            case 4 when name.SequenceEqual("code"u8):
                ErrorCode = reader.ValueTextEquals("overloaded"u8) ? "overloaded" : reader.GetString();
                return true;
            case 6 when name.SequenceEqual("userId"u8):
                UserId = reader.ValueSpan;
                return true;
            case 7 when name.SequenceEqual("readSeq"u8):
                ReadSeq = reader.GetInt64();
                return true;
            case 8 when name.SequenceEqual("threadId"u8):
                ThreadId = reader.ValueSpan;
                return true;
            case 9 when name.SequenceEqual("duplicate"u8):
                Duplicate = reader.GetBoolean();
                return true;
            case 12 when name.SequenceEqual("deliveredSeq"u8):
                DeliveredSeq = reader.GetInt64();
                return true;
            case 12 when name.SequenceEqual("retryAfterMs"u8):
                RetryAfterMs = reader.GetInt32();
                return true;
            case 15 when name.SequenceEqual("clientMessageId"u8):
                ClientMessageId = reader.ValueSpan;
                return true;
            case 16 when name.SequenceEqual("reconnectAfterMs"u8):
                ReconnectAfterMs = reader.GetInt32();
                return true;
            default:
                return false;
        }
    }
}
