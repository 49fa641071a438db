using ChatOrleans.Grains.Abstractions.People;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.People;

/// <summary>A report as it is stored.</summary>
/// <param name="Reporter">Who made it.</param>
/// <param name="At">When.</param>
/// <param name="Report">What it says.</param>
/// <param name="Message">The message that it names, as it read then; null where it names none.</param>
internal sealed record StoredReport(UserId Reporter, DateTimeOffset At, Report Report, ReportedMessage? Message);
