using System.Reflection;

namespace ChatOrleans.Gateway.Tests;

/// <summary>Grains whose calls the test answers: what it says of a method is done, whichever grain of the type is called.</summary>
public class FakeGrains : DispatchProxy
{
    private readonly Dictionary<(Type Grain, string Method), Func<object?[], object?>> _calls = [];

    /// <summary>A factory of such grains, to be told with <see cref="On{TGrain}"/>.</summary>
    public static IGrainFactory Create() => Create<IGrainFactory, FakeGrains>();

    /// <summary>Says what a grain's method does.</summary>
    public static void On<TGrain>(IGrainFactory grains, string method, Func<object?[], object?> call) =>
        ((FakeGrains)grains)._calls[(typeof(TGrain), method)] = call;

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        // The factory's only method in use is GetGrain<T>.
        var grain = targetMethod!.GetGenericArguments()[0];
        var proxy = (FakeGrain)typeof(DispatchProxy).GetMethod(nameof(Create), 2, [])!
            .MakeGenericMethod(grain, typeof(FakeGrain)).Invoke(null, null)!;
        proxy.Call = (method, arguments) => _calls.TryGetValue((grain, method), out var call)
            ? call(arguments)
            : throw new NotSupportedException($"The test says nothing of {grain.Name}.{method}.");
        return proxy;
    }
}
