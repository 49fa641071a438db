using ChatOrleans.Grains.Accounts;
using ChatOrleans.Grains.MessageLog;
using Npgsql;

namespace ChatOrleans.Grains.Health;

internal sealed class GrainsHealth(AccountStore accounts, PostgresMessageLog log, IGrainFactory grains) : IGrainsHealth
{
    public bool WritersAdmit => log.AdmitsAll;

    public async Task<bool> ReachesPrimaryAsync()
    {
        try
        {
            return await accounts.PingAsync();
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    public Task PulseAsync() => grains.GetGrain<IPulseGrain>(0).PulseAsync();
}
