using ChatOrleans.Grains.Abstractions.People;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.MessageLog;
using ChatOrleans.Grains.People;
using ChatOrleans.Grains.Users;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Log.Tests;

[Collection(LogGroup.Name)]
public class ReportTests(LogFixture fixture)
{
    [Fact]
    public async Task Add_AboutAMessage_IsReadAsItWasThen()
    {
        var log = await fixture.StartLogAsync();
        var thread = await fixture.NewThreadAsync();
        await log.AppendAsync(new AppendLane(), [thread.Message(1, "a", "as it was")], phase: null);
        var reports = new ReportStore(
            fixture.Shards, Options.Create(new ConversationOptions { ReportsPerHour = 2 }), TimeProvider.System);
        var report = new Report
        {
            ReportId = Guid.NewGuid(),
            UserId = thread.One,
            Reason = ReportReason.Hate,
            ThreadId = thread.Id,
            Seq = 1,
            Text = "look",
        };
        var (message, refused) = await reports.FindMessageAsync(thread.Other, report);
        Assert.Null(refused);
        Assert.Null(await reports.AddAsync(thread.Other, report, message));
        await fixture.ExecuteAsync("UPDATE message_log SET text = 'as it is' WHERE thread_id = $1", thread.Id.Value);

        var stored = (await reports.ReadAsync(limit: 1, after: null)).Single();
        Assert.Equal((thread.Other, report, message), (stored.Reporter, stored.Report, stored.Message));
        Assert.Equal("as it was", stored.Message!.Text);

        // Once, however often; and no more than two an hour, the oldest of which makes room.
        Assert.Null(await reports.AddAsync(thread.Other, report, message));
        Assert.Null(await reports.AddAsync(thread.Other, report with { ReportId = Guid.NewGuid() }, message));
        Assert.Equal(
            RefusalCode.RateLimited, (await reports.AddAsync(thread.Other, report with { ReportId = Guid.NewGuid() }, message))!.Code);
        Assert.Null(await reports.AddAsync(thread.Other, report, message));
        Assert.NotEqual(report.ReportId, (await reports.ReadAsync(1, after: null)).Single().Report.ReportId);
        Assert.Equal(report.ReportId, (await reports.ReadAsync(2, after: null))[1].Report.ReportId);
    }
}
