using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Mail;

/// <summary>Hands mail to a relay, on a connection of its own each.</summary>
internal sealed class SmtpCarrier(IOptions<MailOptions> options) : IMailCarrier
{
    public async Task SendAsync(Letter letter, CancellationToken cancellationToken)
    {
        var relay = options.Value.Smtp;
        using var message = Write(letter);
        using var client = new SmtpClient(relay.Host, relay.Port)
        {
            EnableSsl = relay.Security == SmtpSecurity.StartTls,
            UseDefaultCredentials = false,
            Credentials = relay.User.Length > 0 ? new NetworkCredential(relay.User, relay.Password) : null,
        };
        await client.SendMailAsync(message, cancellationToken);
    }

    private MailMessage Write(Letter letter)
    {
        var from = new MailAddress(options.Value.From, options.Value.ProductName, Encoding.UTF8);
        var message = new MailMessage(from, new MailAddress(letter.To, letter.DisplayName, Encoding.UTF8))
        {
            Subject = MailText.SubjectOf(letter, options.Value),
            SubjectEncoding = Encoding.UTF8,
            Body = MailText.BodyOf(letter, options.Value),
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.QuotedPrintable,
        };
        message.Headers.Add("Message-ID", $"<{letter.Id:N}@{from.Host}>");
        // Answers of machines go nowhere.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }
}
