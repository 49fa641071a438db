using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Users;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatOrleans.Log.Tests;

/// <summary>A grain that waited for a row that nobody writes any more would hold up the end of its silo.</summary>
[Collection(LogGroup.Name)]
public sealed class PresenceWriterTests(LogFixture log)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Stop_RowsThatWait_AreWritten()
    {
        var (writer, silo) = await StartAsync();
        var rows = Enumerable.Range(0, 2_000).Select(_ => writer.WriteAsync(Row())).ToArray();

        await silo.OnStop(CancellationToken.None).WaitAsync(Deadline);

        Assert.All(await Task.WhenAll(rows).WaitAsync(Deadline), written => Assert.True(written));
    }

    [Fact]
    public async Task Write_AfterStop_IsAnsweredThatNothingIsWritten()
    {
        var (writer, silo) = await StartAsync();
        await silo.OnStop(CancellationToken.None).WaitAsync(Deadline);

        Assert.Null(await writer.WriteAsync(Row()).WaitAsync(Deadline));
        Assert.Null(await writer.EndAsync(Row()).WaitAsync(Deadline));
    }

    [Fact]
    public async Task Stop_WhereGrainsEnd_StillWrites()
    {
        var written = false;
        PresenceWriter? writer = null;
        (writer, var silo) = await StartAsync(stages => stages.Subscribe(
            "a grain's last words",
            ServiceLifecycleStage.RuntimeGrainServices,
            _ => Task.CompletedTask,
            async _ => written = await writer!.WriteAsync(Row()) is true));

        await silo.OnStop(CancellationToken.None).WaitAsync(Deadline);

        Assert.True(written);
    }

    private async Task<(PresenceWriter Writer, SiloLifecycleSubject Silo)> StartAsync(
        Action<SiloLifecycleSubject>? subscribe = null)
    {
        var silo = new SiloLifecycleSubject(NullLogger<SiloLifecycleSubject>.Instance);
        var writer = new PresenceWriter(log.Source, NullLogger<PresenceWriter>.Instance);
        writer.Participate(silo);
        subscribe?.Invoke(silo);
        await silo.OnStart(CancellationToken.None);
        return (writer, silo);
    }

    private static PresenceRow Row() =>
        new(new UserId(Guid.NewGuid()), DateTimeOffset.UtcNow + TimeSpan.FromMinutes(1), null, Shared: true);
}
