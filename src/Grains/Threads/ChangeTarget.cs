using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Threads;

/// <summary>What stands in the place that a change is about.</summary>
/// <param name="Author">Whose event it is.</param>
/// <param name="Place">Where it is.</param>
/// <param name="IsMessage">Whether it is a message, and no other event.</param>
/// <param name="Deleted">The event that deleted it.</param>
internal sealed record ChangeTarget(UserId Author, StoredPlace Place, bool IsMessage, StoredPlace? Deleted);
