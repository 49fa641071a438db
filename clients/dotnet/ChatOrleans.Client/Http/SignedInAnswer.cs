using ChatOrleans.Client.Contract;

namespace ChatOrleans.Client.Http;

/// <summary>Fresh tokens, and what the server's clock said when it gave them out.</summary>
internal sealed record SignedInAnswer(SignedIn Tokens, DateTimeOffset? ServerTime);
