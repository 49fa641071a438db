using System.Security.Cryptography;
using System.Text;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Accounts;
using ChatOrleans.Grains.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ChatOrleans.Grains.Mail;

/// <summary>What is to be sent, in the database: a crash sends nothing twice but what was on its way, and forgets nothing.</summary>
internal sealed class MailQueue(NpgsqlDataSource source, IOptions<MailOptions> options, TimeProvider time) : IDisposable
{
    /// <summary>More than that are not taken: they would be old before their turn.</summary>
    private const int MaxWaiting = 10_000;

    private const int RetryAfterMs = 30_000;
    private const int RequestsAtATime = 100;

    /// <summary>Accounts that one address gets mails for.</summary>
    private const int AccountsAName = 5;

    /// <summary>Mails that one account gets in <see cref="Window"/>, whoever asks for them.</summary>
    private const int MailsAnAccount = 5;

    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private static readonly string RequestStatement = SqlText.Of<MailQueue>("queue_request");
    private static readonly string NoticeStatement = SqlText.Of<MailQueue>("queue_notice");
    private static readonly string ResolveStatement = SqlText.Of<MailQueue>("resolve_requests");
    private static readonly string TakeStatement = SqlText.Of<MailQueue>("take_mails");
    private static readonly string TokenStatement = SqlText.Of<MailQueue>("store_token");
    private static readonly string FinishStatement = SqlText.Of<MailQueue>("finish_mail");
    private static readonly string PostponeStatement = SqlText.Of<MailQueue>("postpone_mail");

    private readonly SemaphoreSlim _work = new(0, 1);

    /// <summary>Whether mail goes out at all.</summary>
    public bool IsOn => options.Value.Carrier != MailCarrierKind.Off;

    /// <summary>Ends as soon as there is something to do, or when the time is over.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => _work.WaitAsync(atMost, cancellationToken);

    /// <summary>Says that there is something to do.</summary>
    public void Wake()
    {
        try
        {
            _work.Release();
        }
        catch (SemaphoreFullException)
        {
            // It was said already.
        }
    }

    public void Dispose() => _work.Dispose();

    /// <summary>Takes a request down, whoever it names. Null, or why not.</summary>
    public async Task<Refusal?> QueueRequestAsync(Guid requestId, string name)
    {
        if (!IsOn)
        {
            return new Refusal { Code = RefusalCode.ResetDisabled, Message = "This server sends no mail: ask its operator." };
        }

        await using var command = source.CreateCommand(RequestStatement)
            .With(requestId)
            .With(name)
            .WithTime(time.GetUtcNow())
            .With(MaxWaiting);
        if (await command.ExecuteScalarAsync() is null)
        {
            return Refusal.Overloaded(RetryAfterMs);
        }

        Wake();
        return null;
    }

    /// <summary>Tells the owner that the password was changed, with the change.</summary>
    public void AddNotice(NpgsqlBatch batch, UserId userId, string newHash)
    {
        if (IsOn)
        {
            // Made from the salted hash, so that a repeated call writes it once.
            var mailId = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(newHash)).AsSpan(0, 16));
            batch.Add(NoticeStatement).With(mailId).With(userId.Value).With(newHash).WithTime(time.GetUtcNow());
        }
    }

    /// <summary>Finds out whom requests name; how many there were.</summary>
    public async Task<int> ResolveAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var command = source.CreateCommand(ResolveStatement)
            .WithTime(now)
            .With(RequestsAtATime)
            .With(AccountsAName)
            .WithTime(now - Window)
            .With(MailsAnAccount);
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Takes what is due, for so long.</summary>
    public async Task<IReadOnlyList<DueMail>> TakeAsync(int limit, TimeSpan hold, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var command = source.CreateCommand(TakeStatement).WithTime(now).WithTime(now + hold).With(limit);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var due = new List<DueMail>();
        while (await row.ReadAsync(cancellationToken))
        {
            due.Add(new DueMail
            {
                Id = row.GetGuid(0),
                Kind = (MailKind)row.GetInt16(1),
                UserId = new UserId(row.GetGuid(2)),
                CreatedAt = new DateTimeOffset(row.GetDateTime(3)),
                Tries = row.GetInt32(4),
                Handle = row.GetString(5),
                DisplayName = row.GetString(6),
                To = row.IsDBNull(7) ? null : row.GetString(7),
            });
        }

        return due;
    }

    /// <summary>Lets a token reset the account's password until it is too old.</summary>
    public async Task StoreTokenAsync(byte[] tokenHash, UserId userId, DateTimeOffset expiresAt)
    {
        await using var command = source.CreateCommand(TokenStatement)
            .With(tokenHash)
            .With(userId.Value)
            .WithTime(time.GetUtcNow())
            .WithTime(expiresAt);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The mail is sent, or given up.</summary>
    public async Task FinishAsync(Guid mailId)
    {
        await using var command = source.CreateCommand(FinishStatement).With(mailId);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The mail is tried again then.</summary>
    public async Task PostponeAsync(Guid mailId, DateTimeOffset until)
    {
        await using var command = source.CreateCommand(PostponeStatement).With(mailId).WithTime(until);
        await command.ExecuteNonQueryAsync();
    }
}
