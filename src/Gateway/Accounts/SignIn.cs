using ChatOrleans.Gateway.Calls;
using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Accounts;

/// <summary>
/// Accounts and sessions, as a client deals with them. Ids and secrets are made here, before the first attempt, so that
/// a call whose answer got lost can be repeated.
/// </summary>
internal sealed class SignIn(
    IGrainFactory grains,
    GrainCalls calls,
    Passwords passwords,
    Tokens tokens,
    SessionWatch sessions,
    TimeProvider time)
{
    private IAccountGrain Accounts => grains.GetGrain<IAccountGrain>(0);

    public async Task<Result<SignedIn>> RegisterAsync(
        string handle, string password, string? displayName, string? email, Device device, CancellationToken cancellationToken)
    {
        var hash = await passwords.HashAsync(password, cancellationToken);
        if (!hash.Ok)
        {
            return hash.Error;
        }

        var registration = new Registration
        {
            UserId = UserId.NewRandom(),
            Handle = handle,
            DisplayName = displayName ?? handle,
            Email = email,
            PasswordHash = hash.Value,
        };
        var (session, token) = NewSession(device);
        var profile = await calls.CommandAsync(() => Accounts.RegisterAsync(registration, session), cancellationToken);
        return profile.Ok ? Answer(profile.Value.UserId, profile.Value.Handle, UserRole.User, token) : profile.Error;
    }

    /// <summary>
    /// With <paramref name="reactivate"/> the owner of a deactivated account comes back; without, they are told. Whoever is
    /// shut out is told so, once the password is right.
    /// </summary>
    public async Task<Result<SignedIn>> LoginAsync(
        string handle, string password, bool reactivate, Device device, CancellationToken cancellationToken)
    {
        var found = await calls.ReadAsync(() => Accounts.FindCredentialsAsync(handle), cancellationToken);
        if (!found.Ok && found.Error.Code != RefusalCode.UserNotFound)
        {
            return found.Error;
        }

        // An unknown handle goes the same way and takes as long.
        if (await passwords.VerifyAsync(found.Value?.PasswordHash, password, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var credentials = found.Value!;
        if (credentials.IsSuspended)
        {
            return Refusal.AccountSuspended();
        }

        if (credentials.IsDeactivated && !reactivate)
        {
            return Refusal.AccountDeactivated();
        }

        var (session, token) = NewSession(device);
        session = session with { VerifiedHash = credentials.PasswordHash, Reactivates = credentials.IsDeactivated };
        return await CreateAsync(credentials.UserId, credentials.Handle, credentials.Role, session, token, cancellationToken);
    }

    /// <summary>Begins a session for somebody who has been recognised.</summary>
    public Task<Result<SignedIn>> BeginAsync(
        UserId userId, string handle, UserRole role, Device device, CancellationToken cancellationToken)
    {
        var (session, token) = NewSession(device);
        return CreateAsync(userId, handle, role, session, token, cancellationToken);
    }

    public async Task<Result<SignedIn>> RefreshAsync(string refreshToken, CancellationToken cancellationToken)
    {
        if (!RefreshToken.TryParse(refreshToken, out var presented))
        {
            return new Refusal { Code = RefusalCode.Unauthenticated, Message = "This is not a refresh token." };
        }

        var next = RefreshToken.New(presented.SessionId);
        var rotation = new Rotation
        {
            SessionId = presented.SessionId,
            PresentedHash = presented.Hash,
            NewHash = next.Hash,
            ExpiresAt = time.GetUtcNow() + SessionTimes.Session,
        };
        var profile = await calls.CommandAsync(() => Accounts.RefreshAsync(rotation), cancellationToken);
        return profile.Ok ? Answer(profile.Value.UserId, profile.Value.Handle, profile.Value.Role, next) : profile.Error;
    }

    public async Task<Result<Nothing>> LogoutAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        var revoked = await calls.CommandAsync(() => Accounts.RevokeSessionAsync(sessionId), cancellationToken);
        if (revoked.Ok)
        {
            sessions.Add(sessionId);
        }

        return revoked;
    }

    private async Task<Result<SignedIn>> CreateAsync(
        UserId userId, string handle, UserRole role, NewSession session, RefreshToken token, CancellationToken cancellationToken)
    {
        var created = await calls.CommandAsync(() => Accounts.CreateSessionAsync(userId, session), cancellationToken);
        return created.Ok ? Answer(userId, handle, role, token) : created.Error;
    }

    private (NewSession Session, RefreshToken Token) NewSession(Device device)
    {
        var token = RefreshToken.New(Guid.NewGuid());
        var session = new NewSession
        {
            SessionId = token.SessionId,
            RefreshHash = token.Hash,
            ExpiresAt = time.GetUtcNow() + SessionTimes.Session,
            DeviceName = device.Name,
            UserAgent = device.UserAgent,
        };
        return (session, token);
    }

    private SignedIn Answer(UserId userId, string handle, UserRole role, RefreshToken token)
    {
        var (accessToken, expiresAt) = tokens.NewAccessToken(userId, token.SessionId, role);
        return new SignedIn
        {
            UserId = userId,
            Handle = handle,
            AccessToken = accessToken,
            AccessTokenExpiresAt = expiresAt,
            RefreshToken = token.Encode(),
            Role = role == UserRole.User ? null : role,
        };
    }
}
