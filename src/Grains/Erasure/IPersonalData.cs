using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Exports;

namespace ChatOrleans.Grains.Erasure;

/// <summary>
/// A part of what is stored of people. Whoever stores something new of somebody registers one of these. Erasure and export
/// go through all of them in the order of their registration.
/// </summary>
internal interface IPersonalData
{
    /// <summary>
    /// Takes away what is stored of a user who is gone already. It is called more than once, also after a crash in the
    /// middle, and has to finish what was begun.
    /// </summary>
    Task EraseAsync(UserId user, CancellationToken cancellation);

    /// <summary>Writes down what is stored of a user; nothing where it is nothing that a person would ask for.</summary>
    Task ExportAsync(UserId user, ExportWriter writer, CancellationToken cancellation) => Task.CompletedTask;
}
