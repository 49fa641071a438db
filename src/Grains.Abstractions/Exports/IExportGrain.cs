using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Abstractions.Exports;

/// <summary>
/// Gives people what there is of them. A stateless worker; use key 0. Where the database went away every call answers
/// <see cref="RefusalCode.Unavailable"/>; each may be repeated then.
/// </summary>
[Alias("chat.IExportGrain")]
public interface IExportGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Has an export made by a job that survives every crash. While one is being made there is no other; it takes the place
    /// of the one before. <see cref="RefusalCode.ExportNotFound"/> for who is gone.
    /// </summary>
    [Alias("Request")]
    Task<Result<DataExport>> RequestAsync(UserId user);

    /// <summary>The user's last export; <see cref="RefusalCode.ExportNotFound"/> when there is none, or no longer.</summary>
    [Alias("Get")]
    Task<Result<DataExport>> GetAsync(UserId user);

    /// <summary>
    /// A piece of a finished export of the user's. <see cref="RefusalCode.ExportNotFound"/> when it is somebody else's, not
    /// finished, or expired.
    /// </summary>
    [Alias("Read")]
    Task<Result<ExportPiece>> ReadAsync(UserId user, Guid exportId, ExportFormat format, int number);
}
