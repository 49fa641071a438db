using ChatOrleans.Client.Contract;
using ChatOrleans.Client.Loop;
using ChatOrleans.Client.Signals;
using ChatOrleans.Client.Syncing;

namespace ChatOrleans.Client.Connecting;

/// <summary>Brings the pushes of one connection to the loop. Those of a connection that is no longer the one of the moment are dropped.</summary>
internal sealed class PushReceiver(
    ChatLoop loop, EventIntake intake, Synchronizer synchronizer, TypingSignals typing, PresenceSignals presence, Action<DrainingPush> draining)
    : IHubReceiver
{
    private volatile bool _isOver;

    /// <summary>The connection is no longer the one of the moment.</summary>
    public void End() => _isOver = true;

    public void OnEvent(ThreadEvent told) => Post(() => intake.Push(() => intake.Take(told.ThreadId, [told])));

    public void OnThreadChanged(ThreadView view) => Post(() => intake.Push(() => intake.Take(view, fromStart: true)));

    public void OnReceipt(ReceiptPush receipt) => Post(() => intake.Push(() => intake.Take(receipt)));

    public void OnTyping(TypingPush push) => Post(() => intake.Push(() => typing.OnPush(push)));

    public void OnPresence(PresenceView push) => Post(() => intake.Push(() => presence.OnPush(push)));

    public void OnResyncRequired(ResyncPush resync) => Post(() => intake.Push(() => synchronizer.Resync(resync.ThreadId)));

    public void OnDraining(DrainingPush push) => Post(() => draining(push));

    private void Post(Action push) => loop.Post(() =>
    {
        if (!_isOver)
        {
            push();
        }
    });
}
