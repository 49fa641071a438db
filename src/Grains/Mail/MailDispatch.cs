using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Mail;

/// <summary>
/// Sends what is queued, beside the grains. Every silo does; each takes other mails. A mail is sent at least once: who dies
/// behind the relay's answer sends it again, with another token.
/// </summary>
internal sealed partial class MailDispatch(
    MailQueue queue, IMailCarrier carrier, IOptions<MailOptions> options, TimeProvider time, ILogger<MailDispatch> logger) : BackgroundService
{
    private const int AtATime = 10;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>For the statements around an attempt.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    [SuppressMessage("Design", "CA1031", Justification = "Whatever went wrong, the next round looks again; the service must not end.")]
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await queue.WaitAsync(Period, stoppingToken);
                while (await WorkAsync(stoppingToken))
                {
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                LogCantLook(logger, fault);
            }
        }
    }

    /// <summary>One round; whether there may be more.</summary>
    private async Task<bool> WorkAsync(CancellationToken cancellationToken)
    {
        var asked = await queue.ResolveAsync(cancellationToken);
        var due = await queue.TakeAsync(AtATime, options.Value.Timeout + Margin, cancellationToken);
        await Task.WhenAll(due.Select(mail => CarryAsync(mail, cancellationToken)));
        return asked > 0 || due.Count == AtATime;
    }

    [SuppressMessage("Design", "CA1031", Justification = "What a relay or a webhook throws is not ours; the mail is tried again.")]
    private async Task CarryAsync(DueMail mail, CancellationToken cancellationToken)
    {
        if (mail.To is null)
        {
            await queue.FinishAsync(mail.Id);
            return;
        }

        try
        {
            var letter = await WriteAsync(mail, mail.To);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(options.Value.Timeout);
            await carrier.SendAsync(letter, limit.Token);
        }
        catch (Exception fault)
        {
            await RetryLaterAsync(mail, fault);
            return;
        }

        await queue.FinishAsync(mail.Id);
        LogSent(logger, mail.Kind, mail.UserId, mail.Tries);
    }

    private async Task<Letter> WriteAsync(DueMail mail, string to)
    {
        var letter = new Letter
        {
            Id = mail.Id,
            Kind = mail.Kind,
            To = to,
            Handle = mail.Handle,
            DisplayName = mail.DisplayName,
        };
        if (mail.Kind != MailKind.Reset)
        {
            return letter;
        }

        var token = ResetToken.New();
        var expiresAt = time.GetUtcNow() + options.Value.ResetLifetime;
        await queue.StoreTokenAsync(token.Hash, mail.UserId, expiresAt);
        return letter with { Token = token.Text, ExpiresAt = expiresAt };
    }

    private async Task RetryLaterAsync(DueMail mail, Exception fault)
    {
        var now = time.GetUtcNow();
        if (now - mail.CreatedAt >= options.Value.GiveUpAfter)
        {
            LogGivenUp(logger, fault.GetType().Name, mail.Kind, mail.UserId, mail.Tries);
            await queue.FinishAsync(mail.Id);
            return;
        }

        // Only the fault's kind: its text may hold the address.
        LogNotSent(logger, fault.GetType().Name, mail.Kind, mail.UserId, mail.Tries);
        await queue.PostponeAsync(mail.Id, now + PauseAfter(mail.Tries));
    }

    /// <summary>Twice as long each time, and spread, so that a relay that comes back is not met by all at once.</summary>
    private static TimeSpan PauseAfter(int tries)
    {
        var pause = TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(tries - 1, 20)));
        return pause + (pause * (RandomNumberGenerator.GetInt32(1_000) / 2_000.0));
    }
}
