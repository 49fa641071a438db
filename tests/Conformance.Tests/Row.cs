using Xunit.Abstractions;

namespace ChatOrleans.Conformance.Tests;

/// <summary>A scenario with a client, as the test's name shows it: in full, however long.</summary>
public sealed class Row(string name) : IXunitSerializable
{
    /// <summary>For xunit alone, which then fills it.</summary>
    public Row()
        : this("")
    {
    }

    /// <summary>The scenario's name and the client's.</summary>
    public string Name { get; private set; } = name;

    public void Serialize(IXunitSerializationInfo info) => info.AddValue(nameof(Name), Name);

    public void Deserialize(IXunitSerializationInfo info) => Name = info.GetValue<string>(nameof(Name));

    public override string ToString() => Name;
}
