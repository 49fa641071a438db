using System.Reflection;

namespace ChatOrleans.Gateway.Tests;

/// <summary>A grain of <see cref="FakeGrains"/>.</summary>
public class FakeGrain : DispatchProxy
{
    internal Func<string, object?[], object?> Call { get; set; } = (_, _) => throw new NotSupportedException();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Call(targetMethod!.Name, args ?? []);
}
