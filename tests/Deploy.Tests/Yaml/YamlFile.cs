using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace ChatOrleans.Deploy.Tests.Yaml;

/// <summary>A file of YAML documents, with its anchors followed and its merge keys merged.</summary>
internal static class YamlFile
{
    public static IReadOnlyList<YamlValue> ReadAll(string file)
    {
        // As it is written no key may be there twice; merged, one's own key comes after the merged one and wins.
        Documents(file, parser => parser, new DeserializerBuilder().WithDuplicateKeyChecking().Build());
        return Documents(file, parser => new MergingParser(parser), new DeserializerBuilder().Build());
    }

    public static YamlValue Read(string file) => Assert.Single(ReadAll(file));

    private static List<YamlValue> Documents(string file, Func<IParser, IParser> wrap, IDeserializer deserializer)
    {
        using var text = File.OpenText(file);
        var parser = wrap(new Parser(text));
        var documents = new List<YamlValue>();
        parser.Consume<StreamStart>();
        while (parser.Accept<DocumentStart>(out _))
        {
            documents.Add(new YamlValue(deserializer.Deserialize<object?>(parser), Path.GetFileName(file)));
        }

        return documents;
    }
}
