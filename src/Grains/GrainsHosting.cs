using System.Diagnostics.Metrics;
using ChatOrleans.Grains.Accounts;
using ChatOrleans.Grains.Admin;
using ChatOrleans.Grains.Attachments;
using ChatOrleans.Grains.Cluster;
using ChatOrleans.Grains.Delivery;
using ChatOrleans.Grains.Health;
using ChatOrleans.Grains.Hosts;
using ChatOrleans.Grains.Jobs;
using ChatOrleans.Grains.Mail;
using ChatOrleans.Grains.MessageLog;
using ChatOrleans.Grains.People;
using ChatOrleans.Grains.Push;
using ChatOrleans.Grains.Search;
using ChatOrleans.Grains.Shards;
using ChatOrleans.Grains.Storage;
using ChatOrleans.Grains.Telemetry;
using ChatOrleans.Grains.Threads;
using ChatOrleans.Grains.Users;
using ChatOrleans.Grains.Webhooks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Storage;

namespace ChatOrleans.Grains;

/// <summary>Adds the product's grains to a silo.</summary>
public static class GrainsHosting
{
    internal const string UserStorage = "users";

    private const string PubSubStorage = "PubSubStore";
    private const string Invariant = "Npgsql";

    /// <summary>
    /// Adds threads, users and the message log on the PostgreSQL database of <paramref name="connectionString"/> and the
    /// shards of <c>Chat:Log:Shards</c>, whose migrations have run.
    /// </summary>
    public static ISiloBuilder AddChatGrains(this ISiloBuilder silo, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(silo);
        var services = silo.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => PostgresSource.CreatePool(connectionString));
        services.AddSingleton(provider => BuildShards(provider, connectionString));
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<LogShards>());
        services.AddOptions<MessageLogOptions>().Bind(silo.Configuration.GetSection(MessageLogOptions.Section)).ValidateOnStart();
        services.AddOptions<ConversationOptions>().Bind(silo.Configuration.GetSection(ConversationOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MessageLogOptions>, MessageLogOptionsValidator>();
        services.AddSingleton<IValidateOptions<ConversationOptions>, ConversationOptionsValidator>();

        services.AddMetrics();
        services.AddSingleton(provider => new LogMetrics(provider.GetRequiredService<IMeterFactory>().Create(LogMetrics.MeterName)));
        services.AddSingleton<OpeningMetrics>();
        services.AddSingleton<OpeningGate>();
        services.AddSingleton<IHostedService, GrainGauges>();
        services.AddSingleton<IGrainsHealth, GrainsHealth>();
        services.AddSingleton(provider => new PostgresMessageLog(
            provider.GetRequiredService<LogShards>(),
            provider.GetRequiredService<IOptions<MessageLogOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<LogMetrics>(),
            provider.GetRequiredService<ILogger<LogWriter>>(),
            WebhooksHosting.HintsOf(provider),
            PushHosting.HintsOf(provider)));
        services.AddSingleton<IMessageLog>(provider => provider.GetRequiredService<PostgresMessageLog>());
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(
            provider => provider.GetRequiredService<PostgresMessageLog>());
        services.AddSingleton<PresenceWriter>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(
            provider => provider.GetRequiredService<PresenceWriter>());
        services.AddSingleton<SiloPorts>();
        services.AddSingleton<GatewayUsers>();
        services.AddHostedService<GatewayWatch>();
        services.AddSingleton<ThreadStore>();
        services.AddSingleton<ChangeStore>();
        services.AddSingleton<ClearStore>();
        services.AddSingleton<ThreadReader>();
        services.AddSingleton<PairStore>();
        services.AddSingleton<MemberStore>();
        services.AddSingleton<VeilStore>();
        services.AddSingleton<BlockStore>();
        services.AddSingleton<ReportStore>();
        services.AddChatAttachments();
        services.AddChatAccounts();
        services.AddChatMail(silo.Configuration);
        services.AddChatSearch(silo.Configuration);
        services.AddChatHosts();
        services.AddChatAdmin();
        services.AddChatWebhooks(silo.Configuration);
        services.AddChatPush(silo.Configuration);
        services.AddChatJobs(silo.Configuration);

        var forOrleans = PostgresSource.ForOrleans(connectionString);
        silo.AddGrainStorage(UserStorage, forOrleans);
        // Each start of a gateway has a stream of its own, whose row nobody asks for any more.
        silo.AddGrainStorage(PubSubStorage, forOrleans, deleteOnClear: true);
        return silo.AddChatDelivery();
    }

    private static void AddGrainStorage(this ISiloBuilder silo, string name, string connectionString, bool deleteOnClear = false) =>
        silo.AddAdoNetGrainStorage(name, (OptionsBuilder<AdoNetGrainStorageOptions> builder) => builder
            .Configure<Serializer>((options, serializer) =>
            {
                options.Invariant = Invariant;
                options.ConnectionString = connectionString;
                options.DeleteStateOnClear = deleteOnClear;
                options.GrainStorageSerializer = new OrleansGrainStorageSerializer(serializer);
            }));

    private static LogShards BuildShards(IServiceProvider provider, string connectionString) => new(
        provider.GetRequiredService<NpgsqlDataSource>(),
        connectionString,
        provider.GetRequiredService<IOptions<MessageLogOptions>>().Value.Shards
            .Select(shard => (shard.Key, shard.Value, PostgresSource.CreatePool(shard.Value))),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ILogger<LogShards>>());
}
