using ChatOrleans.Faults.Runs;
using ChatOrleans.TestKit;

namespace ChatOrleans.Faults.Tests;

/// <summary>Three silos and two gateways for all tests that hurt them; each run leaves them whole.</summary>
public sealed class SharedLab : IAsyncLifetime
{
    private Lab? _lab;

    internal Lab Lab => _lab ?? throw new ExpectationException("The servers are not started.");

    public async Task InitializeAsync() => _lab = await Lab.StartAsync(silos: 3, gateways: 2, hasNetwork: false);

    public async Task DisposeAsync()
    {
        if (_lab is not null)
        {
            await _lab.DisposeAsync();
        }
    }
}
