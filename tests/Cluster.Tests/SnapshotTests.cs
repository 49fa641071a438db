using FsCheck;
using FsCheck.Fluent;

namespace ChatOrleans.Cluster.Tests;

/// <summary>
/// Old snapshot and events are the new snapshot: after any history a device that was pushed everything, one that was away
/// and caught up, and one that has just come show the same, and unread is what SQL counts.
/// </summary>
[Collection(ClusterGroup.Name)]
public sealed class SnapshotTests(ClusterFixture fixture)
{
    [Fact]
    public void AnyHistory_OnEveryDevice_EndsInTheSameSnapshot() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(12).WithStartSize(8).WithEndSize(60),
            Prop.ForAll(HistoryStep.Many().ToArbitrary(), RunAsync));

    private async Task<bool> RunAsync(HistoryStep[] steps)
    {
        await using var history = await SnapshotHistory.BeginAsync(fixture);
        foreach (var step in steps)
        {
            await history.TakeAsync(step);
        }

        await history.AssertSameAsync();
        return true;
    }
}
