using System.Security.Cryptography;
using System.Text;

namespace ChatOrleans.Grains.Threads;

/// <summary>The name of one history of the databases.</summary>
internal static class Epoch
{
    /// <summary>
    /// What names one database's history. A standby that takes over and a recovery to a point in time continue on another
    /// timeline, another cluster is another system; a copy of the files, or a dump put back into the same cluster, is told
    /// apart by the stored value alone.
    /// </summary>
    public static string IdentityOf(string system, string timeline, Guid stored) => $"{system}/{timeline}/{stored:N}";

    /// <summary>
    /// The epoch of the home database and its shards. A shard that still is the history that it joined with adds nothing,
    /// so that a new shard resets nobody.
    /// </summary>
    public static string Of(IReadOnlyList<MemberRead> reads)
    {
        var home = reads[0];
        var restored = reads.Skip(1)
            .Where(read => home.Joined.GetValueOrDefault(read.Shard) != read.Identity)
            .Select(read => $";{read.Shard}={read.Identity}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat([home.Identity, .. restored]))))[..16];
    }
}
