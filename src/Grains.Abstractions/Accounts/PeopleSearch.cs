namespace ChatOrleans.Grains.Abstractions.Accounts;

/// <summary>The bounds of people search, tight enough that nobody copies the directory.</summary>
public static class PeopleSearch
{
    /// <summary>Characters of the shortest query, which is also the shortest handle.</summary>
    public const int MinLength = 3;

    /// <summary>Characters of the longest query, which is also the longest name.</summary>
    public const int MaxLength = 64;

    /// <summary>Accounts in an answer, at most.</summary>
    public const int MaxLimit = 20;
}
