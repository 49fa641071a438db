namespace ChatOrleans.Grains.Health;

/// <summary>What a silo's host has to know to tell whether the silo is of use.</summary>
public interface IGrainsHealth
{
    /// <summary>Whether every writer of the log takes more.</summary>
    bool WritersAdmit { get; }

    /// <summary>Whether PostgreSQL answers, and is the primary.</summary>
    Task<bool> ReachesPrimaryAsync();

    /// <summary>Completes when a grain in this very silo has answered; it uses nothing outside the process.</summary>
    Task PulseAsync();
}
