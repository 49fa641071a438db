using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace ChatOrleans.LoadTest.Wire;

/// <summary>
/// One record of the JSON hub protocol, scanned once and without allocation. What is compared is compared as bytes: the
/// generator's own texts and ids hold nothing that JSON escapes.
/// </summary>
internal ref struct ServerFrame
{
    private ReadOnlySpan<byte> _target;
    private ReadOnlySpan<byte> _invocationId;
    private int _type;

    /// <summary>The record as it came.</summary>
    public ReadOnlySpan<byte> Record { get; private set; }

    public FrameKind Kind { get; private set; }

    /// <summary>Whose answer it is: the number of the message, or of the call.</summary>
    public long Number { get; private set; }

    /// <summary>Whether the answer is a value.</summary>
    public bool Ok { get; private set; }

    /// <summary>The refusal's code; <c>fault</c> for SignalR's own invocation error.</summary>
    public string? ErrorCode { get; private set; }

    public int RetryAfterMs { get; private set; }

    /// <summary>Of an event, or of a message's answer.</summary>
    public long Seq { get; private set; }

    /// <summary>Whether the message's answer says that it had been stored before.</summary>
    public bool Duplicate { get; private set; }

    public ReadOnlySpan<byte> ThreadId { get; private set; }

    public ReadOnlySpan<byte> ClientMessageId { get; private set; }

    public ReadOnlySpan<byte> Text { get; private set; }

    /// <summary>Scans a record without its separator; throws <see cref="JsonException"/> for what is not JSON.</summary>
    public static ServerFrame Read(ReadOnlySpan<byte> record)
    {
        var frame = new ServerFrame { Record = record };
        var reader = new Utf8JsonReader(record);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            frame.ReadField(ref reader);
        }

        frame.Kind = frame._type switch
        {
            1 when frame._target.SequenceEqual("Event"u8) => FrameKind.Event,
            1 when frame._target.SequenceEqual("ResyncRequired"u8) => FrameKind.ResyncRequired,
            3 => frame.ReadNumber(),
            _ => FrameKind.Other,
        };
        return frame;
    }

    private void ReadField(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("type"u8))
        {
            reader.Read();
            _type = reader.GetInt32();
        }
        else if (reader.ValueTextEquals("target"u8))
        {
            reader.Read();
            _target = reader.ValueSpan;
        }
        else if (reader.ValueTextEquals("invocationId"u8))
        {
            reader.Read();
            _invocationId = reader.ValueSpan;
        }
        else if (reader.ValueTextEquals("error"u8))
        {
            reader.Read();
            ErrorCode = "fault";
        }
        else if (reader.ValueTextEquals("result"u8))
        {
            ReadResult(ref reader);
        }
        else if (reader.ValueTextEquals("arguments"u8))
        {
            reader.Read();
            reader.Read();
            ReadPayload(ref reader);
            while (reader.TokenType != JsonTokenType.EndArray || reader.CurrentDepth > 1)
            {
                reader.Read();
            }
        }
        else
        {
            reader.Skip();
        }
    }

    private void ReadResult(ref Utf8JsonReader reader)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("ok"u8))
            {
                reader.Read();
                Ok = reader.GetBoolean();
            }
            else if (reader.ValueTextEquals("value"u8) || reader.ValueTextEquals("error"u8))
            {
                reader.Read();
                ReadPayload(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void ReadPayload(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("seq"u8))
            {
                reader.Read();
                Seq = reader.GetInt64();
            }
            else if (reader.ValueTextEquals("threadId"u8))
            {
                reader.Read();
                ThreadId = reader.ValueSpan;
            }
            else if (reader.ValueTextEquals("clientMessageId"u8))
            {
                reader.Read();
                ClientMessageId = reader.ValueSpan;
            }
            else if (reader.ValueTextEquals("text"u8))
            {
                reader.Read();
                Text = reader.ValueSpan;
            }
            else if (reader.ValueTextEquals("duplicate"u8))
            {
                reader.Read();
                Duplicate = reader.GetBoolean();
            }
            else if (reader.ValueTextEquals("code"u8))
            {
                reader.Read();
                ErrorCode = reader.GetString();
            }
            else if (reader.ValueTextEquals("retryAfterMs"u8))
            {
                reader.Read();
                RetryAfterMs = reader.GetInt32();
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private FrameKind ReadNumber()
    {
        var isCall = _invocationId.StartsWith(CallFrame.IdPrefix);
        var digits = isCall ? _invocationId[CallFrame.IdPrefix.Length..] : _invocationId;
        if (!Utf8Parser.TryParse(digits, out long number, out var used) || used != digits.Length)
        {
            throw new JsonException($"An answer to nothing: {Encoding.UTF8.GetString(_invocationId)}");
        }

        Number = number;
        return isCall ? FrameKind.CallAnswer : FrameKind.SendAnswer;
    }
}
