namespace ChatOrleans.Grains.Users;

/// <summary>Whether people may delete their messages.</summary>
public enum DeletionRule
{
    /// <summary>They may: the place stays, the text is gone.</summary>
    Tombstone = 0,

    /// <summary>They may not.</summary>
    Forbidden = 1,
}
