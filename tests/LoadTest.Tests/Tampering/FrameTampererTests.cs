using System.Buffers;
using System.Text;
using ChatOrleans.LoadTest.Tampering;

namespace ChatOrleans.LoadTest.Tests.Tampering;

public sealed class FrameTampererTests
{
    private const char End = '\u001e';

    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly List<string> _delayed = [];

    [Theory]
    [InlineData("""{"protocol":"json","version":1}""")]
    [InlineData("{}")]
    [InlineData("""{"type":6}""")]
    [InlineData("""{"type":1,"invocationId":"c1","target":"Sync","arguments":[{"cursors":{"t":0}}]}""")]
    [InlineData("""{"type":3,"invocationId":"c1","result":{"ok":true,"value":{"events":{"t":[{"seq":1,"clientMessageId":"a","text":"b"}]}}}}""")]
    [InlineData("""{"type":3,"invocationId":"1","result":{"ok":false,"error":{"code":"overloaded","retryAfterMs":50}}}""")]
    [InlineData("""{"type":1,"target":"Event","arguments":[{"threadId":"t","seq":1,"type":"opened","senderId":"u_1"}]}""")]
    [InlineData("""{"type":1,"target":"Receipt","arguments":[{"threadId":"t","readSeq":1}]}""")]
    [InlineData("no JSON at all")]
    public void What_carries_no_message_passes_as_it_is(string record)
    {
        var schedule = Schedule(TamperKind.Lose);
        var tamperer = Tamperer(schedule);
        Assert.Equal(record + End, Pass(tamperer, record));
        Assert.Equal(0, schedule.Frames);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void What_carries_a_message_is_told_by_its_sort(int target)
    {
        var sort = (TamperTarget)target;
        var schedule = Schedule(TamperKind.Lose);
        var tamperer = Tamperer(schedule);
        Assert.Equal("", Pass(tamperer, Record(sort, 11)));
        Assert.Equal([new Tampered(1, sort, TamperKind.Lose)], schedule.Done);
    }

    [Fact]
    public void A_doubled_frame_goes_twice()
    {
        var record = Record(TamperTarget.Push, 11);
        Assert.Equal(record + End + record + End, Pass(Tamperer(Schedule(TamperKind.Double)), record));
    }

    [Fact]
    public void A_reordered_frame_goes_behind_the_next_one_of_its_sort()
    {
        var schedule = Schedule(TamperKind.Reorder);
        var tamperer = Tamperer(schedule);
        var (first, second) = (Record(TamperTarget.Push, 11), Record(TamperTarget.Push, 12));
        var answer = Record(TamperTarget.Answer, 11);
        Assert.Equal("", Pass(tamperer, first));
        Assert.Equal(answer + End, Pass(tamperer, answer));
        Assert.Empty(schedule.Done);
        Assert.Equal(second + End + first + End, Pass(tamperer, second));
        Assert.Equal([new Tampered(1, TamperTarget.Push, TamperKind.Reorder)], schedule.Done);
    }

    [Fact]
    public void A_frame_that_nothing_follows_was_only_delayed()
    {
        var schedule = Schedule(TamperKind.Reorder);
        var tamperer = Tamperer(schedule);
        var record = Record(TamperTarget.Push, 11);
        Pass(tamperer, record);
        _output.ResetWrittenCount();
        tamperer.Release(_output);
        Assert.Equal(record + End, Encoding.UTF8.GetString(_output.WrittenSpan));
        Assert.Equal([new Tampered(1, TamperTarget.Push, TamperKind.Delay)], schedule.Done);
    }

    [Fact]
    public void A_delayed_frame_is_handed_over()
    {
        var record = Record(TamperTarget.Send, 11);
        Assert.Equal("", Pass(Tamperer(Schedule(TamperKind.Delay)), record));
        Assert.Equal([record + End], _delayed);
    }

    [Theory]
    [InlineData(0, 0, "a-11 xx", "a-11 xy")]
    [InlineData(0, 1, "\"a-11\"", "\"a-12\"")]
    [InlineData(2, 0, "a-11 xx", "a-11 xy")]
    [InlineData(2, 1, "\"a-11\"", "\"a-12\"")]
    [InlineData(2, 2, "\"seq\":11", "\"seq\":12")]
    [InlineData(1, 2, "\"seq\":11", "\"seq\":12")]
    public void An_altered_frame_differs_where_it_should(int target, int field, string before, string after)
    {
        var schedule = Schedule(TamperKind.Alter, (TamperField)field);
        var record = Record((TamperTarget)target, 11);
        Assert.Equal(record.Replace(before, after, StringComparison.Ordinal) + End, Pass(Tamperer(schedule), record));
        Assert.Equal((TamperField)field, Assert.Single(schedule.Done).Field);
    }

    [Fact]
    public void A_seed_picks_the_same_frames_again_and_about_as_many_as_asked_for()
    {
        var (one, two) = (Run(seed: 7), Run(seed: 7));
        Assert.Equal(one, two);
        Assert.NotEqual(one, Run(seed: 8));
        Assert.InRange(one.Count, 80, 120);
        Assert.Equal(Enum.GetValues<TamperKind>(), one.Select(tampered => tampered.Kind).Distinct().Order());
    }

    private static IReadOnlyList<Tampered> Run(int seed)
    {
        var schedule = new TamperSchedule(new TamperSettings { EveryFrames = 100, Seed = seed });
        Assert.True(MessageFrame.TryRead(Encoding.UTF8.GetBytes(Record(TamperTarget.Push, 11)), out var frame));
        for (var i = 0; i < 10_000; i++)
        {
            if (schedule.TryTake(frame, out var plan))
            {
                schedule.Note(plan);
            }
        }

        return schedule.Done;
    }

    private static TamperSchedule Schedule(TamperKind kind, params TamperField[] fields) =>
        new(new TamperSettings { EveryFrames = 1, Kinds = [kind], Fields = fields });

    private static string Record(TamperTarget target, int number) => target switch
    {
        TamperTarget.Send =>
            $$"""{"type":1,"invocationId":"{{number}}","target":"SendMessage","arguments":[{"threadId":"t","clientMessageId":"a-{{number}}","text":"a-{{number}} xx"}]}""",
        TamperTarget.Answer =>
            $$$$"""{"type":3,"invocationId":"{{{{number}}}}","result":{"ok":true,"value":{"seq":{{{{number}}}},"sentAt":"2026-01-01T00:00:00.000Z","duplicate":false}}}""",
        _ =>
            $$"""{"type":1,"target":"Event","arguments":[{"threadId":"t","seq":{{number}},"type":"message","senderId":"u_1","at":"2026-01-01T00:00:00.000Z","clientMessageId":"a-{{number}}","text":"a-{{number}} xx"}]}""",
    };

    private FrameTamperer Tamperer(TamperSchedule schedule) =>
        new(schedule, frame => _delayed.Add(Encoding.UTF8.GetString(frame)));

    private string Pass(FrameTamperer tamperer, string record)
    {
        _output.ResetWrittenCount();
        tamperer.Pass(Encoding.UTF8.GetBytes(record), _output);
        return Encoding.UTF8.GetString(_output.WrittenSpan);
    }
}
