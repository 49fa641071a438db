using System.Runtime.InteropServices;

namespace ChatOrleans.Gateway.Relay;

/// <summary>
/// Takes the signals that end the process, in place of the host's console lifetime: that one raises
/// <c>ApplicationStopping</c> at once, which is too late to tell the clients. A second signal doesn't wait for them.
/// </summary>
internal sealed partial class DrainingLifetime : IHostLifetime, IDisposable
{
    private readonly Draining _draining;
    private readonly IHostApplicationLifetime _application;
    private readonly ILogger<DrainingLifetime> _logger;
    private readonly List<PosixSignalRegistration> _registrations = [];

    public DrainingLifetime(
        Draining draining, IHostApplicationLifetime application, ILogger<DrainingLifetime> logger)
    {
        _draining = draining;
        _application = application;
        _logger = logger;
    }

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGQUIT, OnSignal));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }
    }

    private void OnSignal(PosixSignalContext signal)
    {
        signal.Cancel = true;
        var again = _draining.IsLeaving;
        LogSignal(signal.Signal, again);
        if (again)
        {
            _draining.Hurry();
            _application.StopApplication();
        }
        else
        {
            _ = DrainAndStopAsync();
        }
    }

    private async Task DrainAndStopAsync()
    {
        try
        {
            await _draining.DrainAsync();
        }
        finally
        {
            _application.StopApplication();
        }
    }
}
