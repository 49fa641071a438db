namespace ChatOrleans.Grains.Mail;

/// <summary>Takes a mail on its way.</summary>
internal interface IMailCarrier
{
    /// <summary>Returns once somebody else has taken the mail over, and throws where nobody did.</summary>
    Task SendAsync(Letter letter, CancellationToken cancellationToken);
}
