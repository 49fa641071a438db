using System.Buffers;
using ChatOrleans.Gateway.Limits;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Hosts;

internal sealed class HostOptionsValidator : IValidateOptions<HostOptions>
{
    private const int MaxNameLength = 32;
    private const int MaxIssuerLength = 255;
    private static readonly TimeSpan MaxSkew = TimeSpan.FromMinutes(5);
    private static readonly SearchValues<char> NameLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    public ValidateOptionsResult Validate(string? name, HostOptions options)
    {
        var errors = new List<string>();
        foreach (var (host, issuer) in options.Issuers)
        {
            var section = $"{HostOptions.Section}:{nameof(options.Issuers)}:{host}";
            if (host.Length is < 1 or > MaxNameLength || host.AsSpan().ContainsAnyExcept(NameLetters))
            {
                errors.Add($"{section} has a name that is not 1 to {MaxNameLength} of a-z, 0-9 and '-'.");
            }

            Check(section, issuer, errors);
        }

        errors.AddRange(
            from issuer in options.Issuers.Values
            where issuer.Issuer is not null
            group issuer by issuer.Issuer into same
            where same.Count() > 1
            select $"{HostOptions.Section}:{nameof(options.Issuers)} has several hosts with the Issuer '{same.Key}'.");
        RateBounds.Check($"{HostOptions.Section}:{nameof(options.Calls)}", options.Calls, errors);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void Check(string section, IssuerOptions issuer, List<string> errors)
    {
        if (issuer.Issuer is not { Length: >= 1 and <= MaxIssuerLength })
        {
            errors.Add($"{section}:{nameof(issuer.Issuer)} must be 1 to {MaxIssuerLength} characters.");
        }

        if (issuer.Audience is not { Length: >= 1 and <= MaxIssuerLength })
        {
            errors.Add($"{section}:{nameof(issuer.Audience)} must be 1 to {MaxIssuerLength} characters.");
        }

        if (issuer.ClockSkew < TimeSpan.Zero || issuer.ClockSkew > MaxSkew)
        {
            errors.Add($"{section}:{nameof(issuer.ClockSkew)} is {issuer.ClockSkew}; it must be 0 to {MaxSkew.TotalMinutes} min.");
        }

        var before = errors.Count;
        if (KeyRing.Read(section, issuer, errors).Count == 0 && errors.Count == before)
        {
            errors.Add($"{section} has no key: set PublicKeys, PublicKeyFiles, Secrets or JwksFile.");
        }
    }
}
