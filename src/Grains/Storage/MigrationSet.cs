using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace ChatOrleans.Grains.Storage;

/// <summary>The migrations of this build, and how they compare with those of a database.</summary>
internal sealed class MigrationSet
{
    private const string Folder = "ChatOrleans.Grains.Storage.Migrations.";

    private readonly ImmutableArray<Migration> _all;

    internal MigrationSet(IEnumerable<Migration> migrations)
    {
        _all = [.. migrations.OrderBy(migration => migration.Number)];
        for (var i = 0; i < _all.Length; i++)
        {
            if (_all[i].Number != i + 1)
            {
                throw new InvalidOperationException(
                    $"Migrations are numbered from 0001 without holes, but {_all[i]} stands in place {i + 1}.");
            }
        }
    }

    /// <summary>What is embedded in this assembly.</summary>
    internal static MigrationSet Embedded { get; } = new(Read(typeof(MigrationSet).Assembly));

    /// <summary>
    /// What is still to be applied, in order. Throws <see cref="MigrationException"/> where the database holds another
    /// text of a migration than this build, or (unless <paramref name="allowNewer"/>) one that this build doesn't know.
    /// </summary>
    internal ImmutableArray<Migration> Pending(IReadOnlyCollection<AppliedMigration> applied, bool allowNewer)
    {
        foreach (var seen in applied)
        {
            if (seen.Number > _all.Length)
            {
                if (!allowNewer)
                {
                    throw new MigrationException(
                        $"The database has migration {seen}, which this version doesn't know: a newer version has run "
                        + "against it. Migrations only go forward; run that version or a later one.");
                }

                continue;
            }

            var known = _all[seen.Number - 1];
            if (known.Name != seen.Name || !known.Hash.AsSpan().SequenceEqual(seen.Hash.AsSpan()))
            {
                throw new MigrationException(
                    $"Migration {known} is not the one that the database has applied ({seen}, SHA-256 "
                    + $"{Convert.ToHexStringLower(seen.Hash.AsSpan())}; this version's is "
                    + $"{Convert.ToHexStringLower(known.Hash.AsSpan())}). A merged migration never changes: restore its "
                    + "text and put the change into a new one.");
            }
        }

        var numbers = applied.Select(seen => seen.Number).ToHashSet();
        return [.. _all.Where(migration => !numbers.Contains(migration.Number))];
    }

    private static IEnumerable<Migration> Read(Assembly assembly)
    {
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            if (!resource.StartsWith(Folder, StringComparison.Ordinal))
            {
                continue;
            }

            var file = resource[Folder.Length..^".sql".Length];
            var parts = file.Split('_', 2);
            if (parts.Length != 2
                || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                throw new InvalidOperationException($"'{file}.sql' is not named like a migration, 0001_name.sql.");
            }

            // Line ends are the checkout's business, not the migration's.
            var sql = EmbeddedSql.Read(resource).ReplaceLineEndings("\n");
            yield return new Migration(number, parts[1], sql, [.. SHA256.HashData(Encoding.UTF8.GetBytes(sql))]);
        }
    }
}
