using ChatOrleans.Canary.Accounts;
using ChatOrleans.Canary.Measuring;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Canary.Pairs;

/// <summary>
/// Gives everybody another partner each round, so that in time there are threads on every silo, and each gateway is
/// paired with each.
/// </summary>
internal sealed partial class PairRounds : BackgroundService
{
    private readonly CanaryOptions _options;
    private readonly CanaryMetrics _metrics;
    private readonly Deliveries _deliveries;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger<PairRounds> _logger;
    private readonly Member[] _left;
    private readonly Member[] _right;
    private volatile Pair[] _pairs = [];

    public PairRounds(
        IOptions<CanaryOptions> options,
        ChatApi api,
        CanaryMetrics metrics,
        Deliveries deliveries,
        TimeProvider time,
        ILoggerFactory loggers)
    {
        _options = options.Value;
        _metrics = metrics;
        _deliveries = deliveries;
        _time = time;
        _logger = loggers.CreateLogger<PairRounds>();
        _loggers = loggers;
        var memberLogger = loggers.CreateLogger<Member>();
        Uri[] gateways = [.. _options.Gateways.Select(gateway => new Uri(gateway))];
        _left = [.. Enumerable.Range(0, _options.Pairs).Select(number => MemberOf("l", number))];
        _right = [.. Enumerable.Range(0, _options.Pairs).Select(number => MemberOf("r", number))];

        Member MemberOf(string side, int number) => new(
            $"{_options.Handle}.{side}.{number}", gateways, number % gateways.Length, api, metrics, time, memberLogger);
    }

    /// <summary>Pairs whose last message arrived, and all of them.</summary>
    public (int Talking, int All) Count
    {
        get
        {
            var pairs = _pairs;
            return (pairs.Count(pair => pair.IsTalking), pairs.Length);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var connections = _left.Concat(_right).Select(member => member.RunAsync(stoppingToken)).ToArray();
        // The first round has each gateway talk to the next.
        for (var round = 1; !stoppingToken.IsCancellationRequested; round++)
        {
            LogRound(round, _options.Pairs);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            _pairs =
            [
                .. _left.Select((left, number) => new Pair(
                    left, _right[(number + round) % _right.Length], _options, _metrics, _deliveries, _time, _loggers.CreateLogger<Pair>())),
            ];
            var talks = _pairs.Select(pair => pair.RunAsync(end.Token)).ToArray();
            await Task.Delay(_options.Round, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await end.CancelAsync();
            await Task.WhenAll(talks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(connections).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
