using System.Text;

namespace ChatOrleans.Gateway.Tests.Contract;

/// <summary>Writes the contract as a TypeScript file, formatted as prettier does it for the clients.</summary>
internal static class TypeScriptText
{
    private const int LineWidth = 110;

    private const string Head =
        """
        // The wire contract, version 1, as docs/protocol.md tells it.
        // Written from the gateway's own types by tests/Gateway.Tests/ContractTests.cs, which says how; never by hand.


        """;

    public static string Of(WireContract contract)
    {
        var text = new StringBuilder(Head.ReplaceLineEndings("\n"));
        foreach (var list in contract.Names)
        {
            Comment(text, indent: "", list.Summary);
            text.Append(Union(list)).Append("\n\n");
        }

        foreach (var type in contract.Objects)
        {
            Comment(text, indent: "", type.Summary);
            text.Append(Shape(type)).Append('\n');
        }

        Comment(text, indent: "", "Argument and value of each hub method.");
        Interface(text, "HubMethods", contract.Methods.Select(method => (method.Name, $"readonly [{method.Argument}, {method.Value}]")));
        text.Append('\n');
        Comment(text, indent: "", "Payload of each hub event.");
        Interface(text, "HubEvents", contract.Events);
        return text.ToString();
    }

    private static string Union(WireNames list)
    {
        var values = list.Values.Select(value => $"\"{value}\"").ToArray();
        var line = $"export type {list.Name} = {string.Join(" | ", values)};";
        return line.Length <= LineWidth ? line : $"export type {list.Name} =\n  | {string.Join("\n  | ", values)};";
    }

    private static string Shape(WireType type)
    {
        if (type.Fields.Count == 0)
        {
            return $"export type {type.Name} = Readonly<Record<string, never>>;\n";
        }

        var text = new StringBuilder($"export interface {type.Name} {{\n");
        foreach (var field in type.Fields)
        {
            Comment(text, indent: "  ", field.Summary);
            text.Append($"  readonly {field.Name}{(field.IsOptional ? "?" : "")}: {field.Form};\n");
        }

        return text.Append("}\n").ToString();
    }

    private static void Interface(StringBuilder text, string name, IEnumerable<(string Name, string Form)> members)
    {
        text.Append($"export interface {name} {{\n");
        foreach (var (member, form) in members)
        {
            text.Append($"  readonly {member}: {form};\n");
        }

        text.Append("}\n");
    }

    private static void Comment(StringBuilder text, string indent, string said)
    {
        if (said.Length == 0)
        {
            return;
        }

        if (indent.Length + said.Length + "/**  */".Length <= LineWidth)
        {
            text.Append($"{indent}/** {said} */\n");
            return;
        }

        text.Append($"{indent}/**\n");
        var line = new StringBuilder();
        foreach (var word in said.Split(' '))
        {
            if (line.Length > 0 && indent.Length + " * ".Length + line.Length + 1 + word.Length > LineWidth)
            {
                text.Append($"{indent} * {line}\n");
                line.Clear();
            }

            line.Append(line.Length == 0 ? "" : " ").Append(word);
        }

        text.Append($"{indent} * {line}\n{indent} */\n");
    }
}
