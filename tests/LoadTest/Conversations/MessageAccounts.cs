using System.Collections;
using ChatOrleans.LoadTest.Auditing;

namespace ChatOrleans.LoadTest.Conversations;

/// <summary>A ledger's messages as the audit wants them, each made when it is looked at, and behind them those that it does not know.</summary>
internal sealed class MessageAccounts(Ledger ledger, string idPrefix, IReadOnlyList<MessageAccount> others)
    : IReadOnlyList<MessageAccount>
{
    public int Count => ledger.Count + others.Count;

    public MessageAccount this[int index] =>
        index < ledger.Count ? ledger.AccountOf(index, idPrefix) : others[index - ledger.Count];

    public IEnumerator<MessageAccount> GetEnumerator()
    {
        for (var number = 0; number < Count; number++)
        {
            yield return this[number];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
