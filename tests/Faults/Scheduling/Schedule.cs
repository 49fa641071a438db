using System.Globalization;

namespace ChatOrleans.Faults.Scheduling;

/// <summary>
/// What is done when to whom, drawn from a seed. At any moment one silo and one gateway at least have nothing done to
/// them, as far as can be told beforehand: a product without a node is no finding.
/// </summary>
internal sealed class Schedule
{
    /// <summary>What a node needs to be itself again when its fault is over.</summary>
    private const int RecoveryMs = 4_000;

    private const int Draws = 500;

    private readonly Random _random;
    private readonly string[] _silos;
    private readonly string[] _gateways;
    private readonly List<Fault> _faults = [];

    private Schedule(int seed, ScheduleSettings settings)
    {
        _random = new Random(seed);
        _silos = Names("silo", settings.Silos);
        _gateways = Names("gateway", settings.Gateways);
    }

    /// <summary>The schedule of a seed, in the order of time.</summary>
    public static IReadOnlyList<Fault> Of(int seed, ScheduleSettings settings)
    {
        var schedule = new Schedule(seed, settings);
        schedule.Add(FaultKind.Kill, settings.Kills, settings.Seconds);
        schedule.Add(FaultKind.Cut, settings.Cuts, settings.Seconds);
        schedule.Add(FaultKind.Pause, settings.Pauses, settings.Seconds);
        schedule.Add(FaultKind.KillPostgres, settings.Postgres, settings.Seconds);
        schedule.Add(FaultKind.Roll, settings.Rolls, settings.Seconds);
        return [.. schedule._faults.OrderBy(fault => fault.AtMs)];
    }

    private static string[] Names(string role, int count) =>
        [.. Enumerable.Range(1, count).Select(number => $"{role}-{number.ToString(CultureInfo.InvariantCulture)}")];

    private void Add(FaultKind kind, int count, int seconds)
    {
        for (var i = 0; i < count; i++)
        {
            for (var draw = 0; draw < Draws; draw++)
            {
                var fault = Draw(kind, seconds);
                if (Fits(fault))
                {
                    _faults.Add(fault);
                    break;
                }
            }
        }
    }

    private Fault Draw(FaultKind kind, int seconds)
    {
        var at = _random.Next(200, Math.Max(201, seconds * 1_000));
        if (kind == FaultKind.KillPostgres)
        {
            return _random.Next(2) == 0
                ? new Fault(at, FaultKind.KillPostgres, Fault.Postgres, _random.Next(200, 3_000))
                : new Fault(at, FaultKind.PausePostgres, Fault.Postgres, _random.Next(500, 4_000));
        }

        var all = _silos.Length + _gateways.Length;
        var index = _random.Next(all);
        var isSilo = index < _silos.Length;
        var node = isSilo ? _silos[index] : _gateways[index - _silos.Length];
        return new Fault(at, kind, node, LastsMs(kind, isSilo));
    }

    // Short ones, which nobody has to notice, and long ones, after which the others have gone on without the node. People
    // on a silent gateway are not helped by anybody else, so that it is silent for a short time only.
    private int LastsMs(FaultKind kind, bool isSilo)
    {
        var isLong = _random.Next(2) == 0;
        return (kind, isSilo, isLong) switch
        {
            (FaultKind.Roll, _, _) => 0,
            (FaultKind.Kill, _, false) => _random.Next(100, 1_500),
            (FaultKind.Kill, _, true) => _random.Next(5_000, 7_000),
            (_, true, false) => _random.Next(500, 3_000),
            (_, true, true) => _random.Next(6_000, 9_000),
            (_, false, _) => _random.Next(500, 3_000),
        };
    }

    private bool Fits(Fault fault)
    {
        var busy = _faults.Where(other => Overlap(fault, other)).Select(other => other.Node).ToHashSet(StringComparer.Ordinal);
        return !busy.Contains(fault.Node)
            && (fault.Node == Fault.Postgres || OneIsLeft(_silos, fault, busy) || OneIsLeft(_gateways, fault, busy));
    }

    private static bool OneIsLeft(string[] nodes, Fault fault, HashSet<string> busy) =>
        nodes.Contains(fault.Node, StringComparer.Ordinal)
        && nodes.Any(node => node != fault.Node && !busy.Contains(node));

    private static bool Overlap(Fault one, Fault other) =>
        one.AtMs < other.AtMs + other.LastsMs + RecoveryMs && other.AtMs < one.AtMs + one.LastsMs + RecoveryMs;
}
