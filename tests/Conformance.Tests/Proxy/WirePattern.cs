namespace ChatOrleans.Conformance.Tests.Proxy;

/// <summary>A name of <see cref="WirePoint"/>, in which <c>*</c> stands for one segment of a path.</summary>
internal sealed class WirePattern(string pattern)
{
    private readonly string[] _segments = pattern.Split('/');

    public bool Fits(WirePoint point)
    {
        var segments = point.Name.Split('/');
        return segments.Length == _segments.Length && segments.Zip(_segments).All(pair => pair.Second == "*" || pair.First == pair.Second);
    }

    public override string ToString() => pattern;
}
