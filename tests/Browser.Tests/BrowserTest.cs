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
        _people.Add(person);
        return person;
    }
}
