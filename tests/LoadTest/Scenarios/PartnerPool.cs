using ChatOrleans.LoadTest.Conversations;

namespace ChatOrleans.LoadTest.Scenarios;

/// <summary>People without a partner. Safe for concurrent use.</summary>
internal sealed class PartnerPool
{
    private readonly Lock _gate = new();
    private readonly List<Person> _waiting = [];

    /// <summary>A free partner for somebody; without one that suits, the person waits for the next who comes.</summary>
    /// <param name="person">Who looks for one.</param>
    /// <param name="suits">Who may be the partner.</param>
    public Person? TakeOrWait(Person person, Func<Person, bool> suits)
    {
        lock (_gate)
        {
            var from = person.Random.Next(_waiting.Count + 1);
            for (var i = 0; i < _waiting.Count; i++)
            {
                var place = (from + i) % _waiting.Count;
                var partner = _waiting[place];
                if (suits(partner))
                {
                    _waiting.RemoveAt(place);
                    return partner;
                }
            }

            _waiting.Add(person);
            return null;
        }
    }
}
