namespace ChatOrleans.Grains.Webhooks;

/// <summary>An endpoint's host has no address that may be connected to.</summary>
internal sealed class AddressRefusedException() : IOException("The host has no public address.");
