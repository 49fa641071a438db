using ChatOrleans.Gateway.Calls;
using ChatOrleans.Gateway.Hubs.Answers;
using ChatOrleans.Gateway.Relay;
using ChatOrleans.Grains.Abstractions.People;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Hubs;

/// <summary>The hub's calls about people: blocks, reports, one's own privacy. Each may be repeated.</summary>
internal sealed class PeopleCalls
{
    private readonly IGrainFactory _grains;
    private readonly GrainCalls _calls;

    public PeopleCalls(IGrainFactory grains, GrainCalls calls)
    {
        _grains = grains;
        _calls = calls;
    }

    public Task<Result<Nothing>> BlockAsync(ChatConnection connection, UserId userId, bool blocked) =>
        _calls.LongCommandAsync(
            () => _grains.GetGrain<IBlockGrain>(0).SetAsync(connection.UserId, userId, blocked), CancellationToken.None);

    public async Task<Result<ReportAnswer>> ReportAsync(ChatConnection connection, Report report)
    {
        var stored = await _calls.CommandAsync(
            () => _grains.GetGrain<IReportGrain>(0).ReportAsync(connection.UserId, report), CancellationToken.None);
        return stored.Ok ? ReportAnswer.Of(report) : stored.Error;
    }

    public Task<Result<UserSettings>> SetPrivacyAsync(ChatConnection connection, bool sharePresence)
    {
        var user = _grains.GetGrain<IUserGrain>(connection.UserId.Value);
        return _calls.CommandAsync(
            async () => await user.SetSettingsAsync(await user.GetSettingsAsync() with { SharePresence = sharePresence }),
            CancellationToken.None);
    }
}
