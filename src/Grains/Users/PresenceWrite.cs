namespace ChatOrleans.Grains.Users;

/// <summary>A row on its way to PostgreSQL, or the end of one.</summary>
/// <param name="Row">The row; of an end the user and the moment.</param>
/// <param name="IsEnd">Whether it only ends what still shows the user as online.</param>
/// <param name="Done">Whether it wrote or ended something, null when it failed; set when it was tried.</param>
internal sealed record PresenceWrite(PresenceRow Row, bool IsEnd, TaskCompletionSource<bool?> Done);
