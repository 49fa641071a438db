namespace ChatOrleans.LoadTest.Tampering;

/// <summary>Where in a record a field's value stands, without its quotes.</summary>
internal readonly record struct FieldPlace(int Start, int Length)
{
    public bool IsEmpty => Length == 0;
}
