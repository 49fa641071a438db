using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using ChatOrleans.TestKit;

namespace ChatOrleans.Structure.Tests;

/// <summary>A built assembly, read from its file without loading it.</summary>
internal sealed class BuiltAssembly : IDisposable
{
    private readonly PEReader _file;

    private BuiltAssembly(PEReader file)
    {
        _file = file;
        Reader = file.GetMetadataReader();
    }

    public MetadataReader Reader { get; }

    /// <summary>The names of the assemblies it references.</summary>
    public IEnumerable<string> References =>
        Reader.AssemblyReferences.Select(handle => Reader.GetString(Reader.GetAssemblyReference(handle).Name));

    /// <summary>The full names of the types of other assemblies that it uses.</summary>
    public IEnumerable<string> UsedTypes => Reader.TypeReferences.Select(handle =>
    {
        var type = Reader.GetTypeReference(handle);
        return $"{Reader.GetString(type.Namespace)}.{Reader.GetString(type.Name)}";
    });

    public static BuiltAssembly Open(string project) =>
        new(new PEReader(ImmutableArray.Create(File.ReadAllBytes(Repository.Assembly(project)))));

    public void Dispose() => _file.Dispose();
}
