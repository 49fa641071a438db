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
    private FramePayload _payload;

    /// <summary>The record as it came.</summary>
    public ReadOnlySpan<byte> Record { get; private set; }

    public FrameKind Kind { get; private set; }

    /// <summary>Whose answer it is: the number of the message, or of the call.</summary>
    public long Number { get; private set; }

    /// <summary>The conversation of the message that is answered.</summary>
    public int Conversation { get; private set; }

    /// <summary>Whether the answer is a value.</summary>
    public bool Ok { get; private set; }

    /// <summary>The refusal's code; <c>fault</c> for SignalR's own invocation error.</summary>
    public readonly string? ErrorCode => _payload.ErrorCode;

    public readonly int RetryAfterMs => _payload.RetryAfterMs;

    /// <summary>Of an event, or of a message's answer.</summary>
    public readonly long Seq => _payload.Seq;

    /// <summary>Whether the message's answer says that it had been stored before.</summary>
    public readonly bool Duplicate => _payload.Duplicate;

    public readonly ReadOnlySpan<byte> ThreadId => _payload.ThreadId;

    public readonly ReadOnlySpan<byte> ClientMessageId => _payload.ClientMessageId;

    public readonly ReadOnlySpan<byte> Text => _payload.Text;

    /// <summary>Whose receipt it is.</summary>
    public readonly ReadOnlySpan<byte> UserId => _payload.UserId;

    /// <summary>A receipt's watermark.</summary>
    public readonly long DeliveredSeq => _payload.DeliveredSeq;

    /// <summary>A receipt's other watermark.</summary>
    public readonly long ReadSeq => _payload.ReadSeq;

    /// <summary>When to come back to a server that goes away.</summary>
    public readonly int ReconnectAfterMs => _payload.ReconnectAfterMs;

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
            1 => KindOf(frame._target),
            3 => frame.ReadNumber(),
            _ => FrameKind.Other,
        };
        return frame;
    }

    private static FrameKind KindOf(ReadOnlySpan<byte> target) =>
        target.SequenceEqual("Event"u8) ? FrameKind.Event
        : target.SequenceEqual("Receipt"u8) ? FrameKind.Receipt
        : target.SequenceEqual("ResyncRequired"u8) ? FrameKind.ResyncRequired
        : target.SequenceEqual("Draining"u8) ? FrameKind.Draining
        : FrameKind.Other;

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
            _payload.ErrorCode = "fault";
        }
        else if (reader.ValueTextEquals("result"u8))
        {
            ReadResult(ref reader);
        }
        else if (reader.ValueTextEquals("arguments"u8))
        {
            reader.Read();
            reader.Read();
            _payload.Read(ref reader);
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
                _payload.Read(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private FrameKind ReadNumber()
    {
        // A call's id is its prefix and its number; a message's its conversation, a dash and its number.
        var isCall = _invocationId.StartsWith(CallFrame.IdPrefix);
        var digits = isCall ? _invocationId[CallFrame.IdPrefix.Length..] : _invocationId;
        if (!isCall)
        {
            if (!Utf8Parser.TryParse(digits, out int conversation, out var before) || before == digits.Length || digits[before] != '-')
            {
                throw NoId();
            }

            Conversation = conversation;
            digits = digits[(before + 1)..];
        }

        if (!Utf8Parser.TryParse(digits, out long number, out var used) || used != digits.Length || number < 0)
        {
            throw NoId();
        }

        Number = number;
        return isCall ? FrameKind.CallAnswer : FrameKind.SendAnswer;
    }

    private readonly JsonException NoId() => new($"an answer to nothing: {Encoding.UTF8.GetString(_invocationId)}");
}
