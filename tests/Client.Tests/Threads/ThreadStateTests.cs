using System.Text.Json.Nodes;
using ChatOrleans.Client.Contract;
using ChatOrleans.Client.Tests.Vectors;
using ChatOrleans.Client.Threads;
using FsCheck;
using FsCheck.Fluent;
using ThreadState = ChatOrleans.Client.Threads.ThreadState;

namespace ChatOrleans.Client.Tests.Threads;

/// <summary>An old snapshot and the events since make the new snapshot, on a device of each member, in whatever order events come.</summary>
public sealed class ThreadStateTests
{
    private static readonly Gen<Act> Acts =
        from kind in Gen.Frequency(
            (6, Gen.Constant(ActKind.Say)),
            (2, Gen.Constant(ActKind.Edit)),
            (2, Gen.Constant(ActKind.Delete)),
            (3, Gen.Constant(ActKind.React)),
            (3, Gen.Constant(ActKind.Read)),
            (1, Gen.Constant(ActKind.Turn)),
            (1, Gen.Constant(ActKind.System)))
        from member in Gen.Elements(ThreadModel.Ada, ThreadModel.Bob)
        from pick in Gen.Choose(0, 1_000)
        select new Act(kind, member, pick);

    [Fact]
    public void With_EventsSinceASnapshot_AreTheNewSnapshot() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1_000).WithEndSize(60),
        Prop.ForAll(
            Acts.ListOf().ToArbitrary(),
            Gen.Choose(0, 60).ToArbitrary(),
            Gen.Choose(int.MinValue, int.MaxValue).ToArbitrary(),
            Holds));

    private static bool Holds(IList<Act> acts, int snapshotAfter, int seed)
    {
        var random = new Random(seed);
        var model = new ThreadModel();
        Device[] devices = [new Device(ThreadModel.Ada), new Device(ThreadModel.Bob)];
        for (var number = 0; number < acts.Count; number++)
        {
            if (number == snapshotAfter)
            {
                Array.ForEach(devices, device => device.Take(model));
            }

            var logged = model.LastSeq;
            var receipt = model.Do(acts[number]);
            foreach (var device in devices)
            {
                device.Hear([.. model.Log.Skip((int)logged)], receipt, random);
            }
        }

        foreach (var device in devices)
        {
            device.CatchUp(model);
            device.MustBe(model);
        }

        return true;
    }

    /// <summary>A member's client: it hears pushes late, twice and out of order.</summary>
    private sealed class Device(string member)
    {
        private readonly List<ThreadEvent> _late = [];
        private ThreadState? _state;

        public void Take(ThreadModel model)
        {
            _state = ThreadState.Of(model.ViewOf(member), member);
            _state = _state.With(model.Newest(), default, _state.Cursor);
        }

        public void Hear(IReadOnlyList<ThreadEvent> told, ReceiptPush? receipt, Random random)
        {
            if (_state is null)
            {
                return;
            }

            _late.AddRange(told);
            while (_late.Count > 0 && random.Next(3) > 0)
            {
                var next = _late[random.Next(_late.Count)];
                _state = _state.With(next).State;
                if (random.Next(4) > 0)
                {
                    _late.Remove(next);
                }
            }

            if (receipt is not null && random.Next(4) > 0)
            {
                _state = _state.With(receipt);
            }
        }

        public void CatchUp(ThreadModel model)
        {
            if (_state is null)
            {
                Take(model);
                return;
            }

            foreach (var told in model.Log.Skip((int)_state.Cursor))
            {
                _state = _state.With(told).State;
            }

            _state = _state.With(model.ViewOf(member));
        }

        public void MustBe(ThreadModel model)
        {
            var view = model.ViewOf(member);
            Assert.Equal(
                (view.LastSeq, ThreadNeed.Nothing, view.Unread, view.ReadSeq, view.PeerReadSeq, view.Active),
                (_state!.Cursor, _state.Need, _state.UnreadShown, _state.ReadSeq, _state.PeerReadSeq, _state.Active));
            Assert.Equal(view.LastMessage?.Seq, _state.LastMessage?.Seq);
            Assert.Equal(view.LastMessage?.Text, _state.LastMessage?.Text);
            var held = new JsonArray([.. _state.Window.Messages.Select(Expectation.Show)]);
            var stored = new JsonArray([.. model.Messages.Select(message => Expectation.Show(Client.Threads.Messages.OfHistory(message, member)))]);
            Assert.True(JsonNode.DeepEquals(stored, held), $"history: {stored.ToJsonString()}\nheld: {held.ToJsonString()}");
        }
    }
}
