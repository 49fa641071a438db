using ChatOrleans.TestKit;

namespace ChatOrleans.Browser.Tests;

/// <summary>A test with people in front of browsers. Whatever else it proves, no page of theirs did what none may do.</summary>
public abstract class BrowserTest(House house) : IAsyncLifetime
{
    private readonly List<Person> _people = [];

    /// <summary>The server that people meet on.</summary>
    protected ChatServer Server => house.Server;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var person in _people)
        {
            await person.DisposeAsync();
        }

        Assert.Empty(_people.SelectMany(person => person.Faults.Found));
    }

    /// <summary>Somebody in front of an empty browser, which shows the page where one begins.</summary>
    internal async Task<Person> InviteAsync(string name, ChatServer? server = null)
    {
        var person = await Person.ArriveAsync(house.Browser, server ?? Server, name);
        lock (_people)
        {
            _people.Add(person);
        }

        return person;
    }

    /// <summary>Two people who have registered, with their conversation on both screens.</summary>
    internal async Task<(Person Ada, Person Bob)> MeetAsync(ChatServer? server = null)
    {
        var people = await Task.WhenAll(RegisterAsync("Ada Lovelace", server), RegisterAsync("Bob Kahn", server));
        await people[0].OpenWithAsync(people[1]);
        await people[1].GoToAsync(people[0]);
        return (people[0], people[1]);
    }

    /// <summary>Somebody who has registered.</summary>
    internal async Task<Person> RegisterAsync(string name, ChatServer? server = null)
    {
        var person = await InviteAsync(name, server);
        await person.RegisterAsync();
        return person;
    }
}
