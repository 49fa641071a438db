namespace ChatOrleans.LoadTest.Sizing;

/// <summary>
/// Gateways are lost at the peak, and their people come to those that are left, within the jitter, through admission or
/// without it, beside the conversations that go on. One gateway with its share of silos and database stands for all.
/// </summary>
internal sealed class StormSimulation
{
    private const int QueueLimit = 5_000;
    private const double MaxWait = 5;

    private readonly SizeAssumptions _assumptions;
    private readonly EventClock _clock = new();
    private readonly Random _random;
    private readonly Station _gateway;
    private readonly SharedStation _silos;
    private readonly SharedStation _home;
    private readonly SharedStation _log;
    private readonly GroupCommit _writer;
    private readonly SimulatedGate _connections;
    private readonly SimulatedGate _syncs;
    private readonly SimulatedRetry _retry;
    private readonly Delays _back = new();
    private readonly Delays _acknowledged = new();
    private readonly StormShape _shape;
    private int _away;
    private double _lastBack;

    private StormSimulation(SizeAssumptions assumptions, SizePlan plan, bool admission, int seed)
    {
        _assumptions = assumptions;
        _shape = StormShape.Of(assumptions, plan);
        _random = new Random(seed);
        _gateway = new Station(_clock, assumptions.Cores);
        _silos = new SharedStation(_clock, (double)plan.Silos * assumptions.Cores / _shape.Left);

        // What goes on all the time takes its part of the databases first.
        _home = new SharedStation(_clock, Math.Max(0.1, (plan.HomeServers * assumptions.Cores) - plan.HomeCores) / _shape.Left);
        _log = new SharedStation(_clock, Math.Max(0.1, (plan.Shards * assumptions.Cores) - plan.LogCores) / _shape.Left);
        _writer = new GroupCommit(_clock, assumptions.CommitMicros / 1e6, assumptions.DatabaseMicros / 1e6);
        _connections = new SimulatedGate(_clock, admission ? 64 : int.MaxValue, QueueLimit, MaxWait);
        _syncs = new SimulatedGate(_clock, admission ? 32 : int.MaxValue, QueueLimit, MaxWait);
        _retry = new SimulatedRetry(_clock, _random);
    }

    /// <param name="assumptions">What the plan follows from.</param>
    /// <param name="plan">How many machines there are.</param>
    /// <param name="admission">Whether gateways let people in a bounded number at a time.</param>
    /// <param name="seed">Makes it repeatable.</param>
    public static StormFigures Run(SizeAssumptions assumptions, SizePlan plan, bool admission, int seed)
    {
        var storm = new StormSimulation(assumptions, plan, admission, seed);
        return storm.Run(plan, admission);
    }

    private StormFigures Run(SizePlan plan, bool admission)
    {
        _away = _shape.Clients;
        for (var i = 0; i < _shape.Clients; i++)
        {
            _clock.After(_random.NextDouble() * _assumptions.JitterSeconds, () => Connect(_clock.Now));
        }

        Arrivals.Begin(_clock, _random, plan.PeakMessages / _shape.Left, () => _away > 0, Send);
        _clock.Run();
        return new StormFigures
        {
            Admission = admission,
            GatewaysLost = _shape.Lost,
            GatewaysLeft = _shape.Left,
            Clients = _shape.Clients,
            AllBackSeconds = _lastBack,
            Back = _back.Figures(),
            Refusals = _retry.Refusals,
            Acknowledged = _acknowledged.Figures(),
        };
    }

    private void Connect(double since) => _connections.Come(
        leave =>
        {
            _retry.OnAdmitted();
            _gateway.Enter(_assumptions.ReconnectGatewayMicros / 2e6, () =>
                _silos.Enter(_assumptions.ReconnectSiloMicros / 2e6, () =>
                {
                    leave();
                    Sync(since);
                }));
        },
        () => _clock.After(_retry.Next(), () => Connect(since)));

    private void Sync(double since) => _syncs.Come(
        leave =>
        {
            _retry.OnAdmitted();
            _gateway.Enter(_assumptions.ReconnectGatewayMicros / 2e6, () =>
                _silos.Enter(_assumptions.ReconnectSiloMicros / 2e6, () =>
                    _home.Enter(_assumptions.ReconnectDatabaseMicros * _assumptions.ReconnectHomeShare / 1e6, () =>
                        _log.Enter(_assumptions.ReconnectDatabaseMicros * (1 - _assumptions.ReconnectHomeShare) / 1e6, () =>
                        {
                            leave();
                            _back.Add(_clock.Now - since);
                            _lastBack = _clock.Now;
                            _away--;
                        }))));
        },
        () => _clock.After(_retry.Next(), () => Sync(since)));

    private void Send()
    {
        var since = _clock.Now;
        _gateway.Enter(_assumptions.GatewayMicros / 1e6, () =>
            _silos.Enter(_assumptions.SiloMicros / 1e6, () =>
                _writer.Enter(() => _acknowledged.Add(_clock.Now - since))));
    }
}
