using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Abstractions.People;

/// <summary>Takes reports about people. A stateless worker; use key 0.</summary>
[Alias("chat.IReportGrain")]
public interface IReportGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Stores a report, once for its id. A thread has to be that of the two, a message one that the reported person has
    /// sent there; it is kept as it reads now. Over the limit of reports an hour it is <see cref="RefusalCode.RateLimited"/>,
    /// whichever gateways they came through.
    /// </summary>
    [Alias("Report")]
    Task<Result<Nothing>> ReportAsync(UserId caller, Report report);
}
