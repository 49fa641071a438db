using System.Collections;
using ChatOrleans.LoadTest.Auditing;

namespace ChatOrleans.LoadTest.Conversations;

/// <summary>A ledger's messages as the audit wants them, each made when it is looked at.</summary>
internal sealed class MessageAccounts(Ledger ledger, string idPrefix) : IReadOnlyList<MessageAccount>
{
    public int Count => ledger.Count;

    public MessageAccount this[int index] => ledger.AccountOf(index, idPrefix);

    public IEnumerator<MessageAccount> GetEnumerator()
    {
        for (var number = 0; number < Count; number++)
        {
            yield return this[number];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
