using System.ComponentModel.DataAnnotations;
using ChatOrleans.Gateway.Json;
using ChatOrleans.Grains.Abstractions.People;

namespace ChatOrleans.Gateway.Http.Requests;

/// <summary>A report about somebody.</summary>
internal sealed record ReportRequest
{
    /// <summary>Whom: a user id.</summary>
    [Required]
    public Field<string> UserId { get; init; }

    /// <summary>The thread of the two, where it is about what happened there.</summary>
    public Field<string> ThreadId { get; init; }

    /// <summary>A message of theirs in that thread.</summary>
    public Field<long> Seq { get; init; }

    /// <summary>spam, harassment, hate, violence, sexual, selfHarm, impersonation, illegal or other.</summary>
    [Required, EnumDataType(typeof(ReportReason))]
    public Field<string> Reason { get; init; }

    /// <summary>What there is to add, at most 1,000 code points.</summary>
    public Field<string> Text { get; init; }
}
