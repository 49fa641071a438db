using ChatOrleans.Grains;
using ChatOrleans.Grains.Abstractions.Delivery;
using ChatOrleans.Grains.Abstractions.People;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Delivery;
using ChatOrleans.Grains.MessageLog;
using ChatOrleans.Grains.Users;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Storage;
using Orleans.TestingHost;

namespace ChatOrleans.Cluster.Tests;

/// <summary>Two silos with the product's grains, spread at random over both. Calls name the silo that they come from.</summary>
internal sealed class ChatCluster : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;

    private ChatCluster(string connectionString, int maxActiveThreads, TimeSpan reopenCooldown)
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.Options.InitializeClientOnDeploy = false;
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSiloHost((_, host) => host.Logging.SetMinimumLevel(LogLevel.Warning));
        builder.ConfigureSilo((_, silo) =>
        {
            // The grains and their timers go by the test's clock, Orleans itself by the machine's.
            silo.Services.AddSingleton<TimeProvider>(Clock);
            silo.Services.AddKeyedSingleton(KeyedService.AnyKey, TimeProvider.System);
            silo.Services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.Grains, Clock);
            silo.AddChatGrains(connectionString);
            silo.Services.AddSingleton<IGatewayOutbox>(Pushes);
            silo.Services.AddSingleton<PlacementStrategy, RandomPlacement>();
            silo.Services.Configure<ConversationOptions>(options =>
            {
                options.MaxActiveThreads = maxActiveThreads;
                options.ReopenCooldown = reopenCooldown;
            });
            silo.Services.Configure<ClusterMembershipOptions>(options => options.ProbeTimeout = TimeSpan.FromSeconds(1));
        });
        _cluster = builder.Build();
        MaxActiveThreads = maxActiveThreads == 0 ? int.MaxValue : maxActiveThreads;
    }

    public ClusterClock Clock { get; } = new();

    public OutboxRecorder Pushes { get; } = new();

    public int MaxActiveThreads { get; }

    public static async Task<ChatCluster> StartAsync(
        string connectionString, int maxActiveThreads, TimeSpan reopenCooldown = default)
    {
        var cluster = new ChatCluster(connectionString, maxActiveThreads, reopenCooldown);
        await cluster._cluster.DeployAsync();
        return cluster;
    }

    public IThreadGrain Thread(ThreadId threadId, int silo = 0) => From(silo).GetGrain<IThreadGrain>(threadId.Value);

    public IUserGrain User(UserId user, int silo = 0) => From(silo).GetGrain<IUserGrain>(user.Value);

    /// <summary>The queue that carries a gateway's stream, as the gateway calls it.</summary>
    public IGatewayLeaseGrain Stream(Guid gatewayId) =>
        From(0).GetGrain<IGatewayLeaseGrain>(DeliveryQueues.KeyOf(gatewayId));

    public Task<Result<OpenedThread>> OpenAsync(UserId caller, UserId with, bool closeCurrent = false, int silo = 0) =>
        OpenAsync(caller, with.ToString(), closeCurrent, silo);

    public Task<Result<OpenedThread>> OpenAsync(UserId caller, string with, bool closeCurrent = false, int silo = 0) =>
        From(silo).GetGrain<IThreadDirectoryGrain>(0).OpenAsync(caller, with, closeCurrent);

    public Task<Result<Nothing>> BlockAsync(UserId caller, UserId other, bool blocked = true, int silo = 0) =>
        From(silo).GetGrain<IBlockGrain>(0).SetAsync(caller, other, blocked);

    public Task SetGoneAsync(UserId user, bool gone, int silo = 0) => From(silo).GetGrain<IPeopleGrain>(0).SetGoneAsync(user, gone);

    /// <summary>Opens what can be opened.</summary>
    public async Task<ThreadId> OpenedAsync(UserId caller, UserId with, bool closeCurrent = false) =>
        (await OpenAsync(caller, with, closeCurrent)).Accepted().Thread.ThreadId;

    public async Task<Result<SendAck>> SendAsync(ThreadId threadId, UserId sender, string id, int silo = 0) =>
        (await Thread(threadId, silo).SendAsync(sender, [Message(id)])).Single();

    public Task<Result<SendAck>> EditAsync(ThreadId threadId, UserId sender, string id, long target, string text, int silo = 0) =>
        Thread(threadId, silo).ChangeAsync(sender, new ChangeCommand { Type = EventType.Edited, ClientMessageId = id, TargetSeq = target, Text = text });

    public Task<Result<SendAck>> DeleteAsync(ThreadId threadId, UserId sender, string id, long target, int silo = 0) =>
        Thread(threadId, silo).ChangeAsync(sender, new ChangeCommand { Type = EventType.Deleted, ClientMessageId = id, TargetSeq = target });

    public Task<Result<SendAck>> ReactAsync(
        ThreadId threadId, UserId sender, string id, long target, string emoji, bool added = true, int silo = 0) =>
        Thread(threadId, silo).ChangeAsync(
            sender,
            new ChangeCommand { Type = EventType.Reacted, ClientMessageId = id, TargetSeq = target, Emoji = emoji, Added = added });

    public IThreadReaderGrain Reader(int silo = 0) => From(silo).GetGrain<IThreadReaderGrain>(0);

    /// <summary>The thread's messages, at most as many as a page holds.</summary>
    public async Task<Message[]> HistoryAsync(ThreadId threadId, UserId user) =>
        [.. (await Reader().GetHistoryAsync(user, threadId, new HistoryQuery { Limit = HistoryQuery.MaxLimit })).Accepted().Messages];

    /// <summary>The active thread to which a catch-up sends the user.</summary>
    public async Task<ThreadId?> SyncedActiveAsync(UserId user, int silo = 0)
    {
        var answer = await Reader(silo).SyncAsync(user, new SyncQuery { Cursors = [] });
        return answer.Accepted().Me.ActiveThreadId;
    }

    /// <summary>The user's claims as stored, which are those that the grain answers.</summary>
    public async Task<Claim[]> ClaimsAsync(UserId user)
    {
        var stored = new GrainState<UserState>();
        await _cluster.Silos[0].ServiceProvider.GetRequiredKeyedService<IGrainStorage>("users")
            .ReadStateAsync("user", User(user).GetGrainId(), stored);
        Claim[] claims = stored.RecordExists ? [.. stored.State.Claims] : [];
        Assert.Equal<IEnumerable<Claim>>(claims, await User(user).GetClaimsAsync());
        return claims;
    }

    /// <summary>Stores an event behind the thread's back, as an activation does that ends before its next step.</summary>
    public async Task StoreAsync(ThreadId threadId, long seq, EventType type, UserId sender, Guid? phase)
    {
        var log = _cluster.Silos[0].ServiceProvider.GetRequiredService<IMessageLog>();
        var now = Clock.GetUtcNow();
        var turn = new ThreadEvent { ThreadId = threadId, Seq = seq, Type = type, SenderId = sender, At = now };
        Assert.Equal(AppendOutcome.Stored, await log.AppendAsync(new AppendLane(), [turn], phase));
    }

    /// <summary>Ends the thread's activation with all that it holds in memory.</summary>
    public Task ForgetAsync(ThreadId threadId) => _cluster.DeactivateAsync(Thread(threadId).GetGrainId());

    /// <summary>Ends the user's activation with all that it holds in memory.</summary>
    public Task ForgetAsync(UserId user) => _cluster.DeactivateAsync(User(user).GetGrainId());

    /// <summary>Which silo, by its number, a grain lives on; null when on none.</summary>
    public int? SiloOf(IAddressable grain) => _cluster.TryGetGrainContext(grain.GetGrainId(), out var context)
        ? _cluster.Silos.Select(silo => silo.SiloAddress).ToList().IndexOf(context.Address.SiloAddress!)
        : null;

    /// <summary>Stops a silo without waiting for anything it has under way.</summary>
    public async Task KillSiloAsync(int silo)
    {
        try
        {
            await _cluster.KillSiloAsync(_cluster.Silos[silo]);
        }
        catch (OperationCanceledException)
        {
            // What was under way was cut off, as it was meant to be; the silo is gone.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }

    public static SendCommand Message(string id) => new() { ClientMessageId = id, Text = $"text of {id}" };

    private IGrainFactory From(int silo) => _cluster.Silos[silo].ServiceProvider.GetRequiredService<IGrainFactory>();
}
