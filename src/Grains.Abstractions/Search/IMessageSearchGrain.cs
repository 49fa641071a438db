using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Abstractions.Search;

/// <summary>
/// Searches a user's messages in PostgreSQL's primaries: all that was stored before the call is found. A stateless worker;
/// use key 0.
/// </summary>
[Alias("chat.IMessageSearchGrain")]
public interface IMessageSearchGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// A page of the caller's messages that match, best first. <see cref="RefusalCode.InvalidArgument"/> for a query that
    /// names no word and for a cursor of another query; <see cref="RefusalCode.NotAMember"/> and
    /// <see cref="RefusalCode.ThreadNotFound"/> as everywhere; <see cref="RefusalCode.Overloaded"/> where the search takes
    /// longer than it may.
    /// </summary>
    [Alias("Search")]
    Task<Result<SearchPage>> SearchAsync(UserId caller, SearchQuery query);
}
