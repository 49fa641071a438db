namespace ChatOrleans.Client.Http;

/// <summary>
/// Typed HTTP calls of the signed-in user, with the session's token, which is renewed when needed. Refusals, and answers that
/// don't come, are thrown as <see cref="ChatException"/>. Safe to use from any thread; nothing here is repeated by itself.
/// </summary>
public sealed class ChatApi
{
    internal ChatApi(HttpWire wire, SessionWire session)
    {
        Account = new AccountCalls(session);
        Passwords = new PasswordCalls(wire, session);
        Sessions = new SessionCalls(session);
        Exports = new ExportCalls(session);
        Push = new PushCalls(session);
        People = new PeopleCalls(session);
        Threads = new ThreadCalls(session);
        Messages = new MessageCalls(session);
        Attachments = new AttachmentCalls(session);
    }

    /// <summary>The caller's account and settings.</summary>
    public AccountCalls Account { get; }

    /// <summary>Passwords, changed and forgotten.</summary>
    public PasswordCalls Passwords { get; }

    /// <summary>The caller's sessions (devices).</summary>
    public SessionCalls Sessions { get; }

    /// <summary>Everything that is stored of the caller, to take away.</summary>
    public ExportCalls Exports { get; }

    /// <summary>Web Push to the caller's device.</summary>
    public PushCalls Push { get; }

    /// <summary>Finding, blocking and reporting people.</summary>
    public PeopleCalls People { get; }

    /// <summary>Threads without a connection.</summary>
    public ThreadCalls Threads { get; }

    /// <summary>Messages without a connection.</summary>
    public MessageCalls Messages { get; }

    /// <summary>Files.</summary>
    public AttachmentCalls Attachments { get; }
}
