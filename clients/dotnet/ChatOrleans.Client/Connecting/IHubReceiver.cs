using ChatOrleans.Client.Contract;

namespace ChatOrleans.Client.Connecting;

/// <summary>What a server pushes.</summary>
internal interface IHubReceiver
{
    void OnEvent(ThreadEvent told);

    void OnThreadChanged(ThreadView view);

    void OnReceipt(ReceiptPush receipt);

    void OnTyping(TypingPush typing);

    void OnPresence(PresenceView presence);

    void OnResyncRequired(ResyncPush resync);

    void OnDraining(DrainingPush draining);
}
