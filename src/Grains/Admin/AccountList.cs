using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Admin;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Accounts;
using ChatOrleans.Grains.Storage;
using Npgsql;

namespace ChatOrleans.Grains.Admin;

/// <summary>Accounts as admins look for them.</summary>
internal sealed class AccountList(NpgsqlDataSource source)
{
    private static readonly string AllStatement = SqlText.Of<AccountList>("accounts");
    private static readonly string SuspendedStatement = SqlText.Of<AccountList>("suspended_accounts");
    private static readonly string StaffStatement = SqlText.Of<AccountList>("staff_accounts");
    private static readonly string FindStatement = SqlText.Of<AccountList>("find_accounts");

    /// <summary>A page of accounts.</summary>
    public async Task<AdminAccountPage> ListAsync(AccountQuery query)
    {
        var isId = UserId.TryParse(query.Text, out var userId);
        if (isId || query.Text?.Contains('@', StringComparison.Ordinal) is true)
        {
            // One account has the id, a few have the address: these are one page.
            var found = await FindAsync(isId ? userId : null, isId ? null : query.Text);
            return new AdminAccountPage { Users = [.. found.Where(account => IsIn(account, query.Group))] };
        }

        return await ListByHandleAsync(query);
    }

    /// <summary>One account, with its mail address; null when nobody has the id.</summary>
    public async Task<AdminAccount?> GetAsync(UserId userId) => (await FindAsync(userId, email: null)).SingleOrDefault();

    private async Task<AdminAccountPage> ListByHandleAsync(AccountQuery query)
    {
        var statement = query.Group switch
        {
            AccountGroup.Suspended => SuspendedStatement,
            AccountGroup.Staff => StaffStatement,
            _ => AllStatement,
        };
        await using var command = source.CreateCommand(statement)
            .With(AccountStore.Key(query.Text ?? string.Empty))
            .With(query.Cursor ?? string.Empty)
            .With(query.Limit + 1);
        await using var row = await command.ExecuteReaderAsync();
        var accounts = ImmutableArray.CreateBuilder<AdminAccount>();
        var last = string.Empty;
        while (await row.ReadAsync())
        {
            if (accounts.Count == query.Limit)
            {
                return new AdminAccountPage { Users = accounts.DrainToImmutable(), NextCursor = last };
            }

            last = row.GetString(9);
            accounts.Add(Read(row) with { Email = null });
        }

        return new AdminAccountPage { Users = accounts.DrainToImmutable() };
    }

    private async Task<ImmutableArray<AdminAccount>> FindAsync(UserId? userId, string? email)
    {
        await using var command = source.CreateCommand(FindStatement)
            .WithId(userId?.Value)
            .WithText(email)
            .With(AccountQuery.MaxLimit);
        await using var row = await command.ExecuteReaderAsync();
        var accounts = ImmutableArray.CreateBuilder<AdminAccount>();
        while (await row.ReadAsync())
        {
            accounts.Add(Read(row));
        }

        return accounts.DrainToImmutable();
    }

    private static bool IsIn(AdminAccount account, AccountGroup group) => group switch
    {
        AccountGroup.Suspended => account.SuspendedAt is not null,
        AccountGroup.Staff => account.Role != UserRole.User,
        _ => true,
    };

    private static AdminAccount Read(NpgsqlDataReader row)
    {
        var (deactivated, suspended, erased) = (TimeOf(row, 6), TimeOf(row, 7), TimeOf(row, 8));
        return new AdminAccount
        {
            UserId = new UserId(row.GetGuid(0)),
            Handle = row.GetString(1),
            DisplayName = row.GetString(2),
            Email = row.IsDBNull(3) ? null : row.GetString(3),
            Role = (UserRole)row.GetInt16(4),
            CreatedAt = new DateTimeOffset(row.GetDateTime(5)),
            DeactivatedAt = deactivated,
            SuspendedAt = suspended,
            ErasedAt = erased,
            State = erased is not null ? AccountState.Erased
                : suspended is not null ? AccountState.Suspended
                : deactivated is not null ? AccountState.Deactivated
                : AccountState.Active,
        };
    }

    private static DateTimeOffset? TimeOf(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : new DateTimeOffset(row.GetDateTime(column));
}
