using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Web;

/// <summary>
/// The files of the web client, read once when the gateway starts. A path is looked up among them and never in the file
/// system, so that no request reaches anything else.
/// </summary>
internal sealed partial class WebFiles
{
    /// <summary>The one page of the client.</summary>
    public const string Page = "index.html";

    private const string UnknownType = "application/octet-stream";

    private readonly FrozenDictionary<string, WebFile> _files;

    public WebFiles(IOptions<WebOptions> options)
    {
        var folder = options.Value.Folder.Length == 0 ? null : Path.GetFullPath(options.Value.Folder);
        _files = folder is null
            ? FrozenDictionary<string, WebFile>.Empty
            : Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .ToFrozenDictionary(file => '/' + Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/'), Read, StringComparer.Ordinal);
    }

    /// <summary>Whether there is a web client.</summary>
    public bool Any => _files.Count > 0;

    /// <summary>The file at a path; the page at the root.</summary>
    public WebFile? Find(PathString path) => _files.GetValueOrDefault(path.Value is null or "" or "/" ? '/' + Page : path.Value);

    private static WebFile Read(string file) => new(File.ReadAllBytes(file), TypeOf(file), HashedName.IsMatch(file));

    private static string TypeOf(string file)
    {
        var types = new FileExtensionContentTypeProvider { Mappings = { [".webmanifest"] = "application/manifest+json" } };
        return !types.TryGetContentType(file, out var type) ? UnknownType
            : type.StartsWith("text/", StringComparison.Ordinal) ? $"{type}; charset=utf-8"
            : type;
    }

    /// <summary>As the build names what it puts into <c>assets</c>: name, hash of the bytes, extension.</summary>
    [GeneratedRegex(@"[\\/]assets[\\/](?:.*[\\/])?[^\\/]+-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$")]
    private static partial Regex HashedName { get; }
}
