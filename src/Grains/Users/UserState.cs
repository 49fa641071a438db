using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Users;

/// <summary>What is stored of a user's grain.</summary>
[GenerateSerializer, Alias("chat.UserState")]
internal sealed class UserState
{
    /// <summary>The threads that hold the user.</summary>
    [Id(0)] public List<Claim> Claims { get; set; } = [];

    /// <summary>What the user has chosen.</summary>
    [Id(1)] public UserSettings Settings { get; set; } = new();

    /// <summary>Whether presence is not the same for all who watch, as last read.</summary>
    [Id(2)] public bool Veiled { get; set; }
}
