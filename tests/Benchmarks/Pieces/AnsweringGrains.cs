using System.Collections.Immutable;
using System.Reflection;
using ChatOrleans.Grains.Abstractions.Delivery;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Benchmarks.Pieces;

/// <summary>
/// Grains that answer at once, so that what is measured is the gateway. Serves as the factory and as every grain; what it
/// allocates itself is the same at each call.
/// </summary>
public class AnsweringGrains : DispatchProxy
{
    private static readonly Task<Attachment> Attached = Task.FromResult(new Attachment
    {
        Route = new Route { Version = 1, Gateways = [] },
        Claims = [],
        Taken = false,
    });

    private readonly Dictionary<Type, object> _grains = [];
    private long _seq;

    /// <summary>A factory of such grains.</summary>
    public static IGrainFactory CreateFactory() => Create<IGrainFactory, AnsweringGrains>();

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
    {
        nameof(IGrainFactory.GetGrain) => GrainOf(targetMethod.GetGenericArguments()[0]),
        nameof(IThreadGrain.SendAsync) => Task.FromResult(Store(((ImmutableArray<SendCommand>)args![1]!).Length)),
        nameof(IUserGrain.AttachAsync) => Attached,
        _ when targetMethod.ReturnType == typeof(Task) => Task.CompletedTask,
        _ => throw new NotSupportedException($"{targetMethod.DeclaringType?.Name}.{targetMethod.Name} is not measured."),
    };

    private object GrainOf(Type grain)
    {
        if (!_grains.TryGetValue(grain, out var made))
        {
            _grains[grain] = made = typeof(DispatchProxy).GetMethod(nameof(Create), 2, [])!
                .MakeGenericMethod(grain, typeof(AnsweringGrains)).Invoke(null, null)!;
        }

        return made;
    }

    private ImmutableArray<Result<SendAck>> Store(int count)
    {
        var answers = ImmutableArray.CreateBuilder<Result<SendAck>>(count);
        for (var i = 0; i < count; i++)
        {
            answers.Add(new SendAck { Seq = ++_seq, SentAt = DateTimeOffset.UnixEpoch, Duplicate = false });
        }

        return answers.MoveToImmutable();
    }
}
