using System.Buffers;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Hosts;

internal sealed class HostOptionsValidator : IValidateOptions<HostOptions>
{
    private const int MaxNameLength = 32;
    private const int MaxIssuerLength = 255;
    private const int MaxRate = 1_000_000;
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
        if (options.Calls.PerSecond is not (> 0 and <= MaxRate))
        {
            errors.Add(FormattableString.Invariant(
                $"{HostOptions.Section}:{nameof(options.Calls)}:PerSecond is {options.Calls.PerSecond}; it must be above 0 and at most {MaxRate}."));
        }

        if (options.Calls.Burst is < 1 or > MaxRate)
        {
            errors.Add($"{HostOptions.Section}:{nameof(options.Calls)}:Burst is {options.Calls.Burst}; it must be 1 to {MaxRate}.");
        }

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
