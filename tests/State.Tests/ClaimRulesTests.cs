using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Users;
using FsCheck;
using FsCheck.Fluent;

namespace ChatOrleans.State.Tests;

public class ClaimRulesTests
{
    private static readonly ThreadId[] Threads = [.. Enumerable.Range(0, 4).Select(_ => ThreadId.NewRandom())];
    private static readonly Guid[] Attempts = [.. Enumerable.Range(0, 3).Select(_ => Guid.NewGuid())];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AnyHistory_NeverMoreConfirmedThanAllowed_NeverTwoClaimsOfOneThread(int limit) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1_000),
            Prop.ForAll(Steps().ToArbitrary(), steps =>
            {
                List<Claim> claims = [];
                var rules = new ClaimRules(claims, limit);
                foreach (var (kind, thread, attempt) in steps)
                {
                    var before = claims.ToList();
                    switch (kind)
                    {
                        case 0:
                            Claimed(before, limit, thread, rules.TryClaim(thread, attempt, false, DateTimeOffset.UnixEpoch, out var other), other);
                            break;
                        case 1:
                            rules.TryClaim(thread, attempt, true, DateTimeOffset.UnixEpoch, out _);
                            break;
                        case 2:
                            rules.TryConfirm(thread, attempt, DateTimeOffset.UnixEpoch, out _);
                            break;
                        default:
                            rules.Release(thread, attempt);
                            Assert.Equal(before.Where(c => c.ThreadId != thread || c.AttemptId != attempt), claims);
                            break;
                    }

                    Assert.True(claims.Count(c => c.Confirmed) <= limit);
                    Assert.Equal(claims.Count, claims.Select(c => c.ThreadId).Distinct().Count());
                }

                return true;
            }));

    [Fact]
    public void TryClaim_NoLimit_AlwaysGranted()
    {
        List<Claim> claims = [];
        var rules = new ClaimRules(claims, limit: 0);

        Assert.All(Threads, thread => Assert.True(rules.TryClaim(thread, Attempts[0], false, DateTimeOffset.UnixEpoch, out _)));
        Assert.Equal(Threads.Length, claims.Count);
    }

    [Fact]
    public void TryClaim_Alongside_NamesTheClaimToCloseAndKeepsIt()
    {
        List<Claim> claims = [];
        var rules = new ClaimRules(claims, limit: 1);
        rules.TryConfirm(Threads[0], Attempts[0], DateTimeOffset.UnixEpoch, out _);

        var granted = rules.TryClaim(Threads[1], Attempts[1], alongside: true, DateTimeOffset.UnixEpoch, out var other);

        Assert.True(granted);
        Assert.Equal(Threads[0], other!.ThreadId);
        Assert.Equal([Threads[0], Threads[1]], claims.Select(c => c.ThreadId));
        Assert.False(rules.TryConfirm(Threads[1], Attempts[1], DateTimeOffset.UnixEpoch, out _));
    }

    [Fact]
    public void Release_OfAnOlderAttempt_FreesNothing()
    {
        List<Claim> claims = [];
        var rules = new ClaimRules(claims, limit: 1);
        rules.TryClaim(Threads[0], Attempts[0], false, DateTimeOffset.UnixEpoch, out _);
        rules.TryClaim(Threads[0], Attempts[1], false, DateTimeOffset.UnixEpoch, out _);

        Assert.False(rules.Release(Threads[0], Attempts[0]));
        Assert.Equal(Attempts[1], Assert.Single(claims).AttemptId);
    }

    private static void Claimed(List<Claim> before, int limit, ThreadId thread, bool granted, Claim? other)
    {
        var others = before.Where(c => c.ThreadId != thread).ToList();
        Assert.Equal(others.Count < limit, granted);
        Assert.Equal(granted, other is null);
        Assert.True(other is null || others.Contains(other));
    }

    private static Gen<(int Kind, ThreadId Thread, Guid Attempt)[]> Steps() =>
        (from kind in Gen.Choose(0, 3)
         from thread in Gen.Elements(Threads)
         from attempt in Gen.Elements(Attempts)
         select (kind, thread, attempt)).ArrayOf();
}
