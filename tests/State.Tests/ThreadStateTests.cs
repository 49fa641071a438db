using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Threads;
using FsCheck;
using FsCheck.Fluent;
using ThreadState = ChatOrleans.Grains.Threads.ThreadState;

namespace ChatOrleans.State.Tests;

/// <summary>The rules of a thread against a small model: a list of what is stored and a list of what is under way.</summary>
public class ThreadStateTests
{
    [Fact]
    public void AnyHistory_AgreesWithTheModel() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1_000).WithEndSize(120),
            Prop.ForAll(Step.Many().ToArbitrary(), steps => Run(steps)));

    [Fact]
    public void TakeMessage_ClockGoesBack_TimeDoesNot()
    {
        var state = new ThreadState(Ids.Thread, Model.Empty with { Phase = Guid.NewGuid() });
        var noon = new DateTimeOffset(2026, 1, 1, 12, 0, 0, 5, TimeSpan.Zero);

        var first = state.TakeMessage(Ids.Low, Command("a"), noon.AddTicks(7));
        var second = state.TakeMessage(Ids.High, Command("b"), noon.AddHours(-1));

        Assert.Equal(noon, first.At);
        Assert.Equal(noon, second.At);
    }

    [Fact]
    public void Decide_ManyMessagesUnderWay_EachIsRemembered()
    {
        var state = new ThreadState(Ids.Thread, Model.Empty with { Phase = Guid.NewGuid() });
        for (var i = 0; i < RecentMessages.Limit * 3; i++)
        {
            state.TakeMessage(Ids.Low, Command($"id{i}"), DateTimeOffset.UnixEpoch);
        }

        for (var i = 0; i < RecentMessages.Limit * 3; i++)
        {
            Assert.Equal(SendDecisionKind.UnderWay, state.Decide(Ids.Low, Command($"id{i}")).Kind);
        }
    }

    [Fact]
    public void Decide_ManyMessagesCommitted_TheLastAreRememberedAndMemoryIsBounded()
    {
        var state = new ThreadState(Ids.Thread, Model.Empty with { Phase = Guid.NewGuid() });
        for (var i = 0; i < RecentMessages.Limit * 20; i++)
        {
            state.Commit(state.TakeMessage(Ids.Low, Command($"id{i}"), DateTimeOffset.UnixEpoch));
            for (var back = 0; back < Math.Min(i, RecentMessages.Limit); back++)
            {
                Assert.Equal(i - back + 1, state.Decide(Ids.Low, Command($"id{i - back}")).Answer.Value!.Seq);
            }
        }

        Assert.Equal(SendDecisionKind.Append, state.Decide(Ids.Low, Command("id0")).Kind);
        Assert.Equal(SendDecisionKind.Append, state.Decide(Ids.High, Command($"id{(RecentMessages.Limit * 20) - 1}")).Kind);
    }

    [Theory]
    [InlineData(-5, -5, 0, 0)]
    [InlineData(3, 0, 3, 0)]
    [InlineData(0, 4, 4, 4)]
    [InlineData(99, 99, 5, 5)]
    [InlineData(2, 1, 2, 1)]
    public void Raised_AnyMark_StaysBetweenWhatIsStoredAndTheEnd(long delivered, long read, long wantDelivered, long wantRead)
    {
        var state = new ThreadState(Ids.Thread, Model.Empty with { LastSeq = 5 });

        var marks = state.Raised(Ids.High, delivered, read);

        Assert.Equal(new MemberMarks(wantDelivered, wantRead), marks);
        state.CommitMarks(Ids.High, marks);
        Assert.Equal(marks, state.Raised(Ids.High, 0, 0));
        Assert.Equal(default, state.MarksOf(Ids.Low));
    }

    private static SendCommand Command(string id, string text = "hello") => new() { ClientMessageId = id, Text = text };

    // The same text as most messages have.
    private static ChangeCommand Edit(string id) =>
        new() { Type = EventType.Edited, ClientMessageId = id, TargetSeq = 1, Text = "same" };

    private static bool Run(Step[] steps)
    {
        var model = new Model();
        var state = new ThreadState(Ids.Thread, Model.Empty);
        foreach (var step in steps)
        {
            switch (step.Kind)
            {
                case StepKind.Send:
                    Send(model, state, step);
                    break;
                case StepKind.Change when model.Phase is not null && !model.Knows(step.Member, step.Id):
                    model.UnderWay.Add(state.TakeChange(step.Member, Edit(step.Id), step.At));
                    model.Remembered.Add((step.Member, step.Id));
                    break;
                case StepKind.Open when model.Phase is null:
                    var phase = Guid.NewGuid();
                    model.Open(state.TakeTurn(EventType.Opened, step.Member, phase, step.At), phase);
                    break;
                case StepKind.Close when model.Phase is not null:
                    model.Phase = null;
                    model.UnderWay.Add(state.TakeTurn(EventType.Closed, step.Member, null, step.At));
                    break;
                case StepKind.Commit when model.UnderWay.Count > 0:
                    state.Commit(model.UnderWay[0]);
                    model.CommitFirst();
                    break;
                case StepKind.Fail:
                    model.LoseUnderWay();
                    state.Reset(model.Snapshot());
                    break;
            }

            Assert.Equal(model.Stored.Count, state.CommittedSeq);
            Assert.Equal(model.Stored.Count + model.UnderWay.Count, state.LastSeq);
            Assert.Equal(model.Phase, state.Phase);
            Assert.Equal(
                model.UnderWay.Find(e => e.SenderId == step.Member && e.ClientMessageId == step.Id)?.Seq,
                state.UnderWay(step.Member, step.Id));
        }

        foreach (var e in model.Stored.Concat(model.UnderWay))
        {
            Assert.Equal(
                e.Type == EventType.Message && e.Seq <= state.CommittedSeq && model.Remembered.Contains((e.SenderId, e.ClientMessageId!)),
                state.IsRecentMessage(e.Seq));
        }

        var all = model.Stored.Concat(model.UnderWay).ToList();
        Assert.Equal(Enumerable.Range(1, all.Count).Select(seq => (long)seq), all.Select(e => e.Seq));
        Assert.Equal(all.Select(e => e.At).Order(), all.Select(e => e.At));
        return true;
    }

    private static void Send(Model model, ThreadState state, Step step)
    {
        var command = Command(step.Id, step.Text);
        var decision = state.Decide(step.Member, command);
        var underWay = model.UnderWay.Find(e => e.SenderId == step.Member && e.ClientMessageId == step.Id);
        var stored = model.Stored.Find(e => e.SenderId == step.Member && e.ClientMessageId == step.Id);
        var known = underWay ?? (model.Remembered.Contains((step.Member, step.Id)) ? stored : null);
        if (known is null)
        {
            Assert.Equal(model.Phase is null ? SendDecisionKind.Inactive : SendDecisionKind.Append, decision.Kind);

            // What is stored but not remembered is found by the log; the thread does not append it.
            if (decision.Kind == SendDecisionKind.Append && stored is null)
            {
                model.UnderWay.Add(state.TakeMessage(step.Member, command, step.At));
                model.Remembered.Add((step.Member, step.Id));
            }
        }
        else if (known.Type != EventType.Message || known.Text != step.Text)
        {
            Assert.Equal(RefusalCode.IdempotencyMismatch, decision.Answer.Error!.Code);
            Assert.Equal(known.Seq, decision.Answer.Error.Seq);
        }
        else if (underWay is not null)
        {
            Assert.Equal(SendDecisionKind.UnderWay, decision.Kind);
            Assert.Equal(known.Seq, decision.Seq);
        }
        else
        {
            Assert.Equal(new SendAck { Seq = known.Seq, SentAt = known.At, Duplicate = true }, decision.Answer.Value);
        }
    }

    internal static class Ids
    {
        public static readonly ThreadId Thread = ThreadId.NewRandom();
        public static readonly UserId Low = UserId.NewRandom();
        public static readonly UserId High = UserId.NewRandom();
    }

    private enum StepKind
    {
        Send,
        Change,
        Open,
        Close,
        Commit,
        Fail,
    }

    private sealed record Step(StepKind Kind, UserId Member, string Id, string Text, DateTimeOffset At)
    {
        // Few ids, so that retries are many, and never more than a thread remembers.
        public static Gen<Step[]> Many() =>
            (from weight in Gen.Choose(0, 19)
             from low in Gen.Elements(true, false)
             from id in Gen.Choose(0, 20)
             from text in Gen.Frequency((9, Gen.Constant("same")), (1, Gen.Constant("other")))
             from minute in Gen.Choose(0, 1_000)
             select new Step(
                 weight switch { < 9 => StepKind.Send, 9 => StepKind.Change, < 12 => StepKind.Open, 12 => StepKind.Close, < 19 => StepKind.Commit, _ => StepKind.Fail },
                 low ? Ids.Low : Ids.High,
                 $"id{id}",
                 text,
                 DateTimeOffset.UnixEpoch.AddMinutes(minute))).ArrayOf();
    }

    private sealed class Model
    {
        public static readonly ThreadSnapshot Empty = new()
        {
            Low = Ids.Low,
            High = Ids.High,
            Phase = null,
            LastSeq = 0,
            LastAt = DateTimeOffset.MinValue,
            LowMarks = default,
            HighMarks = default,
        };

        private readonly Dictionary<long, Guid> _phases = [];
        private Guid? _storedPhase;

        public List<ThreadEvent> Stored { get; } = [];

        public List<ThreadEvent> UnderWay { get; } = [];

        public HashSet<(UserId, string)> Remembered { get; } = [];

        public Guid? Phase { get; set; }

        public bool Knows(UserId member, string id) =>
            Stored.Concat(UnderWay).Any(e => e.SenderId == member && e.ClientMessageId == id);

        public void Open(ThreadEvent opened, Guid phase)
        {
            Phase = _phases[opened.Seq] = phase;
            UnderWay.Add(opened);
        }

        public void CommitFirst()
        {
            var e = UnderWay[0];
            UnderWay.RemoveAt(0);
            Stored.Add(e);
            _storedPhase = e.Type switch
            {
                EventType.Opened => _phases[e.Seq],
                EventType.Closed => null,
                _ => _storedPhase,
            };
        }

        public void LoseUnderWay()
        {
            UnderWay.Clear();
            Remembered.Clear();
            Phase = _storedPhase;
        }

        public ThreadSnapshot Snapshot() => Empty with
        {
            Phase = _storedPhase,
            LastSeq = Stored.Count,
            LastAt = Stored.Count == 0 ? DateTimeOffset.MinValue : Stored[^1].At,
        };
    }
}
