namespace ChatOrleans.Client.Commands;

/// <summary>What becomes of a command after a refusal.</summary>
internal static class Settling
{
    // A fault that comes back so often is no accident.
    private const int MaxFaults = 10;

    /// <summary>Whether it may still be stored, so that it is sent again with the same id; otherwise it has failed.</summary>
    public static bool IsOpen(ChatException refusal, int attempts) =>
        refusal.IsTransient || refusal.Code is ErrorCodes.Unauthenticated or ErrorCodes.SignedOut ||
        (refusal.Code == ErrorCodes.Protocol && attempts < MaxFaults);
}
