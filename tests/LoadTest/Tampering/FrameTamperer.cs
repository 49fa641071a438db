using System.Buffers;
using ChatOrleans.LoadTest.Wire;

namespace ChatOrleans.LoadTest.Tampering;

/// <summary>
/// One direction of one connection: takes records, and writes what goes on of them. Not safe for concurrent use.
/// </summary>
/// <param name="schedule">Which frames it is about.</param>
/// <param name="delay">Gets a frame to send later.</param>
internal sealed class FrameTamperer(TamperSchedule schedule, Action<byte[]> delay)
{
    private byte[]? _held;
    private Tampered _plan;

    /// <summary>Whether a frame waits for the next one of its sort.</summary>
    public bool Holds => _held is not null;

    /// <summary>Writes what becomes of a record, which comes without its separator.</summary>
    public void Pass(ReadOnlySpan<byte> record, ArrayBufferWriter<byte> output)
    {
        if (!MessageFrame.TryRead(record, out var frame))
        {
            Write(record, output);
            return;
        }

        if (_held is { } held && frame.Target == _plan.Target)
        {
            Write(record, output);
            Write(held, output);
            schedule.Note(_plan);
            _held = null;
        }
        else if (_held is null && schedule.TryTake(frame, out var plan))
        {
            Tamper(record, frame, plan, output);
        }
        else
        {
            Write(record, output);
        }
    }

    /// <summary>Lets go of what waits for a frame that does not come; all that was done to it is the delay.</summary>
    public void Release(ArrayBufferWriter<byte> output)
    {
        if (_held is { } held)
        {
            Write(held, output);
            schedule.Note(_plan with { Kind = TamperKind.Delay });
            _held = null;
        }
    }

    private void Tamper(ReadOnlySpan<byte> record, in MessageFrame frame, Tampered plan, ArrayBufferWriter<byte> output)
    {
        switch (plan.Kind)
        {
            case TamperKind.Reorder:
                (_held, _plan) = (record.ToArray(), plan);
                return;
            case TamperKind.Double:
                Write(record, output);
                Write(record, output);
                break;
            case TamperKind.Delay:
                delay([.. record, CallFrame.Separator]);
                break;
            case TamperKind.Alter:
                var altered = record.ToArray();
                Alter(altered, frame.Place(plan.Field!.Value));
                Write(altered, output);
                break;
        }

        schedule.Note(plan);
    }

    // The last letter or digit, so that a number stays one and the record stays JSON.
    private static void Alter(byte[] record, FieldPlace place)
    {
        for (var i = place.Start + place.Length - 1; i >= place.Start; i--)
        {
            if (char.IsAsciiLetterOrDigit((char)record[i]) && record[i - 1] != '\\')
            {
                record[i] = record[i] switch
                {
                    (byte)'9' => (byte)'8',
                    >= (byte)'0' and < (byte)'9' => (byte)(record[i] + 1),
                    (byte)'x' => (byte)'y',
                    _ => (byte)'x',
                };
                return;
            }
        }
    }

    private static void Write(ReadOnlySpan<byte> record, ArrayBufferWriter<byte> output)
    {
        output.Write(record);
        output.Write([CallFrame.Separator]);
    }
}
