using System.Text.Json;
using ChatOrleans.LoadTest.Accounts;
using ChatOrleans.LoadTest.Auditing;
using ChatOrleans.LoadTest.Fleet;
using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Scenarios;

/// <summary>A scenario with people, to be done here or by several processes with some of the people each.</summary>
internal sealed class PeopleInParts : IDivisibleScenario
{
    private readonly PeopleScenario _whole;
    private readonly ScenarioSettings _settings;
    private readonly AuditSettings _audit;
    private readonly Dictionary<string, Account> _left = new(StringComparer.Ordinal);

    /// <param name="name">One of <see cref="ScenarioNames"/>.</param>
    /// <param name="settings">What it is told.</param>
    /// <param name="audit">How it is audited at its end.</param>
    public PeopleInParts(string name, ScenarioSettings settings, AuditSettings audit)
    {
        _whole = ScenarioMaker.Make(name, settings, new ServerAuditor(audit));
        _settings = settings;
        _audit = audit;
    }

    public string Name => _whole.Name;

    /// <summary>The accounts with the tokens as the run has left them, wherever it was made.</summary>
    public IReadOnlyList<Account> Accounts
    {
        get
        {
            lock (_left)
            {
                return [.. _whole.Accounts.Select(account => _left.GetValueOrDefault(account.UserId, account))];
            }
        }
    }

    /// <summary>Makes a part of what has travelled.</summary>
    public static PeopleInParts Make(ScenarioPart part)
    {
        var people = part.Settings.Deserialize<PeoplePart>() ?? throw new SetUpException("It was told a part without people.");
        return new PeopleInParts(part.Scenario, people.Scenario, people.ToAuditSettings());
    }

    public Task RunAsync(Recorder recorder, CancellationToken cancellationToken) => _whole.RunAsync(recorder, cancellationToken);

    public ScenarioPart Part(int index, int count) => new()
    {
        Scenario = Name,
        Settings = JsonSerializer.SerializeToElement(PeoplePart.Of(_settings.Part(index, count), _audit)),
    };

    public JsonElement Leave() => JsonSerializer.SerializeToElement(_whole.Accounts);

    public void TakeBack(JsonElement left)
    {
        lock (_left)
        {
            foreach (var account in left.Deserialize<IReadOnlyList<Account>>() ?? [])
            {
                _left[account.UserId] = account;
            }
        }
    }
}
