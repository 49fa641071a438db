namespace ChatOrleans.Grains.Abstractions.Erasure;

/// <summary>Who wanted somebody erased. The numbers are stored; they are never reused.</summary>
[GenerateSerializer, Alias("chat.ErasureReason")]
public enum ErasureReason : short
{
    /// <summary>The owner of the account.</summary>
    Owner = 1,

    /// <summary>The host application.</summary>
    Host = 2,

    /// <summary>An operator of this installation.</summary>
    Admin = 3,
}
