using ChatOrleans.Gateway.Accounts;
using ChatOrleans.Gateway.Calls;
using ChatOrleans.Grains.Abstractions.Hosts;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Hosts;

/// <summary>Begins a session for somebody for whom a host application vouches.</summary>
internal sealed class HostSignIn(HostTokens tokens, SignIn signIn, IGrainFactory grains, GrainCalls calls)
{
    public async Task<Result<SignedIn>> ExchangeAsync(string token, Device device, CancellationToken cancellationToken)
    {
        if (tokens.Read(token) is not { } identity)
        {
            return Unauthenticated();
        }

        var user = new HostUser
        {
            Host = identity.Host,
            Subject = identity.Subject,
            UserId = UserId.NewRandom(),
            Handles = HandleCandidates.Of(identity.Handle, identity.DisplayName),
            DisplayName = identity.DisplayName,
        };
        var found = await calls.CommandAsync(() => grains.GetGrain<IHostGrain>(0).TakeUserAsync(user), cancellationToken);
        if (!found.Ok)
        {
            return found.Error;
        }

        if (found.Value.Suspended)
        {
            // The host has said who it is: they may know.
            return Refusal.AccountSuspended();
        }

        if (found.Value.Gone)
        {
            return Unauthenticated();
        }

        var profile = found.Value.Profile;
        var signedIn = await signIn.BeginAsync(
            profile.UserId, profile.Handle, found.Value.Role, device, cancellationToken);

        // Gone since it was looked for: the same answer.
        return signedIn.Error?.Code is RefusalCode.AccountDeactivated or RefusalCode.InvalidCredentials ? Unauthenticated() : signedIn;
    }

    private static Refusal Unauthenticated() =>
        new() { Code = RefusalCode.Unauthenticated, Message = "This is not a valid token of a host that is let in." };
}
