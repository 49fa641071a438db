namespace ChatOrleans.Grains.Abstractions.Accounts;

/// <summary>The bounds of people search, tight enough that nobody copies the directory.</summary>
public static class PeopleSearch
{
    /// <summary>The shortest query, which is also the shortest handle.</summary>
    public const int MinLength = 3;

    /// <summary>Accounts in an answer, at most.</summary>
    public const int MaxLimit = 20;
}
