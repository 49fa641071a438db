namespace ChatOrleans.Grains.Users;

/// <summary>A user's leases as the silo's <see cref="GatewayWatch"/> ends them.</summary>
[Alias("chat.IUserLeaseGrain")]
internal interface IUserLeaseGrain : IGrainWithGuidKey
{
    /// <summary>
    /// Ends the lease of a gateway that is gone, unless it was renewed after <paramref name="renewedBefore"/>: then the
    /// gateway has come back meanwhile.
    /// </summary>
    [Alias("Lose")]
    Task LoseAsync(Guid gatewayId, DateTimeOffset renewedBefore);
}
