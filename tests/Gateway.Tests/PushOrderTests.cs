using ChatOrleans.Gateway.Relay;
using ChatOrleans.Grains.Abstractions.Threads;
using FsCheck;
using FsCheck.Fluent;

namespace ChatOrleans.Gateway.Tests;

public sealed class PushOrderTests
{
    private static readonly ThreadId Thread = ThreadId.NewRandom();
    private static readonly ThreadId Other = ThreadId.NewRandom();

    private readonly PushOrder _order = new();

    [Fact]
    public void OnEvent_InOrder_PushesEach() =>
        Assert.All([5L, 6, 7], seq => Assert.Equal(PushVerdict.Push, _order.OnEvent(Thread, seq, opens: false)));

    [Theory]
    [InlineData(7)]
    [InlineData(6)]
    [InlineData(1)]
    public void OnEvent_Again_Drops(long seq)
    {
        _order.OnEvent(Thread, 6, opens: false);
        _order.OnEvent(Thread, 7, opens: false);

        Assert.Equal(PushVerdict.Drop, _order.OnEvent(Thread, seq, opens: false));
        Assert.Equal(PushVerdict.Push, _order.OnEvent(Thread, 8, opens: false));
    }

    [Fact]
    public void OnEvent_Hole_TellsItOnce()
    {
        _order.OnEvent(Thread, 3, opens: false);

        Assert.Equal(PushVerdict.Gap, _order.OnEvent(Thread, 5, opens: false));
        Assert.Equal(PushVerdict.Push, _order.OnEvent(Thread, 6, opens: false));
        Assert.Equal(PushVerdict.Drop, _order.OnEvent(Thread, 4, opens: false));
    }

    [Fact]
    public void OnEvent_TwoThreads_AreApart()
    {
        _order.OnEvent(Thread, 3, opens: false);
        Assert.Equal(PushVerdict.Push, _order.OnEvent(Other, 9, opens: false));
        Assert.Equal(PushVerdict.Push, _order.OnEvent(Thread, 4, opens: false));
    }

    [Fact]
    public void OnEvent_UnknownThreadAfterCatchUp_BeginsWithItsOpening()
    {
        _order.OnSynced();

        Assert.Equal(PushVerdict.Push, _order.OnEvent(Thread, 4, opens: true));
        Assert.Equal(PushVerdict.Push, _order.OnEvent(Thread, 5, opens: false));
        Assert.Equal(PushVerdict.Gap, _order.OnEvent(Other, 5, opens: false));
        Assert.Equal(PushVerdict.Push, _order.OnEvent(Other, 6, opens: false));
    }

    [Fact]
    public void OnMarks_ToldLate_Drops()
    {
        Assert.Equal(PushVerdict.Push, _order.OnMarks(Thread, own: true, deliveredSeq: 3, readSeq: 2));
        Assert.Equal(PushVerdict.Drop, _order.OnMarks(Thread, own: true, deliveredSeq: 1, readSeq: 1));
        Assert.Equal(PushVerdict.Push, _order.OnMarks(Thread, own: true, deliveredSeq: 3, readSeq: 2));
        Assert.Equal(PushVerdict.Push, _order.OnMarks(Thread, own: false, deliveredSeq: 1, readSeq: 0));
        Assert.Equal(PushVerdict.Push, _order.OnMarks(Other, own: true, deliveredSeq: 1, readSeq: 1));
        Assert.Equal(PushVerdict.Push, _order.OnMarks(Thread, own: true, deliveredSeq: 4, readSeq: 2));
    }

    [Fact]
    public void OnHead_BeforeCatchUp_IsTheCatchUpsToFind() => Assert.Equal(PushVerdict.Drop, _order.OnHead(Thread, 4));

    [Fact]
    public void OnHead_UnknownThreadAfterCatchUp_TellsIt()
    {
        _order.OnSynced();
        Assert.Equal(PushVerdict.Gap, _order.OnHead(Thread, 1));
    }

    [Fact]
    public void OnHead_LastEventLost_TellsItOnceAndGoesOn()
    {
        _order.OnEvent(Thread, 3, opens: false);

        Assert.Equal(PushVerdict.Drop, _order.OnHead(Thread, 3));
        Assert.Equal(PushVerdict.Gap, _order.OnHead(Thread, 4));
        Assert.Equal(PushVerdict.Drop, _order.OnHead(Thread, 4));
        Assert.Equal(PushVerdict.Push, _order.OnEvent(Thread, 5, opens: false));
    }

    [Fact]
    public void OnSnapshot_NothingPushed_ThenPushesOnlyWhatIsLater()
    {
        Assert.Equal(PushVerdict.Drop, _order.OnSnapshot(Thread, 10, hadCursor: true));
        Assert.Equal(PushVerdict.Drop, _order.OnEvent(Thread, 10, opens: false));
        Assert.Equal(PushVerdict.Push, _order.OnEvent(Thread, 11, opens: false));
    }

    [Fact]
    public void OnSnapshot_NothingPushed_LossBehindItIsFound()
    {
        _order.OnSnapshot(Thread, 10, hadCursor: true);
        Assert.Equal(PushVerdict.Gap, _order.OnEvent(Thread, 12, opens: false));
    }

    [Fact]
    public void OnSnapshot_PushesBeganRightBehindIt_IsWhole()
    {
        _order.OnEvent(Thread, 11, opens: false);
        _order.OnEvent(Thread, 12, opens: false);

        Assert.Equal(PushVerdict.Drop, _order.OnSnapshot(Thread, 10, hadCursor: true));
        Assert.Equal(PushVerdict.Push, _order.OnEvent(Thread, 13, opens: false));
    }

    [Fact]
    public void OnSnapshot_WithoutCursor_StillPushesWhatCameLateAndFindsWhatWasLost()
    {
        _order.OnEvent(Thread, 1, opens: true);
        Assert.Equal(PushVerdict.Drop, _order.OnSnapshot(Thread, 3, hadCursor: false));
        Assert.Equal(PushVerdict.Push, _order.OnEvent(Thread, 2, opens: false));
        Assert.Equal(PushVerdict.Gap, _order.OnEvent(Thread, 4, opens: false));
    }

    [Fact]
    public void OnSnapshot_WithoutCursorAndNothingPushed_BeginsWithIt()
    {
        Assert.Equal(PushVerdict.Drop, _order.OnSnapshot(Thread, 10, hadCursor: false));
        Assert.Equal(PushVerdict.Push, _order.OnEvent(Thread, 11, opens: false));
        Assert.Equal(PushVerdict.Gap, _order.OnEvent(Thread, 13, opens: false));
    }

    [Fact]
    public void OnSnapshot_PushesBeganBeyondIt_TellsItOnce()
    {
        _order.OnEvent(Thread, 12, opens: false);

        Assert.Equal(PushVerdict.Gap, _order.OnSnapshot(Thread, 10, hadCursor: true));
        Assert.Equal(PushVerdict.Drop, _order.OnSnapshot(Thread, 10, hadCursor: true));
        Assert.Equal(PushVerdict.Push, _order.OnEvent(Thread, 13, opens: false));
    }

    [Fact]
    public void OnClosed_FewThreads_AreRemembered()
    {
        _order.OnEvent(Thread, 5, opens: false);
        _order.OnClosed(Thread);
        Assert.Equal(PushVerdict.Drop, _order.OnEvent(Thread, 5, opens: false));
    }

    [Fact]
    public void OnClosed_ManyThreads_AreForgotten()
    {
        _order.OnEvent(Thread, 5, opens: false);
        for (var i = 0; i < 64; i++)
        {
            _order.OnEvent(ThreadId.NewRandom(), 1, opens: false);
        }

        _order.OnClosed(Thread);
        Assert.Equal(PushVerdict.Push, _order.OnEvent(Thread, 5, opens: false));
    }

    /// <summary>Whatever is lost, doubled and reordered on the way: what a client holds has no hole that it was not told of.</summary>
    [Fact]
    public void AnyDeliveries_PushedOnceInOrder_AndEveryHoleIsTold() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(500),
            Prop.ForAll(Gen.Two(Gen.Choose(0, 12)).ListOf().ToArbitrary(), steps =>
            {
                var order = new PushOrder();
                long? held = null;
                foreach (var (kind, seq) in steps)
                {
                    var isHead = kind % 4 == 0;
                    var verdict = isHead ? order.OnHead(Thread, seq) : order.OnEvent(Thread, seq, opens: false);
                    if (held is null)
                    {
                        // Nothing is missed before the first event: the catch-up has what came before.
                        Assert.Equal(isHead ? PushVerdict.Drop : PushVerdict.Push, verdict);
                        held = isHead ? null : seq;
                        continue;
                    }

                    var expected = seq <= held ? PushVerdict.Drop
                        : isHead || seq != held + 1 ? PushVerdict.Gap
                        : PushVerdict.Push;
                    Assert.Equal(expected, verdict);
                    held = Math.Max(held.Value, seq);
                }
            }));
}
