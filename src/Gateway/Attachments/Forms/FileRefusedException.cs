using ChatOrleans.Grains.Abstractions.Refusals;

namespace ChatOrleans.Gateway.Attachments.Forms;

/// <summary>
/// Bytes that are not taken. An exception only inside the reading of a file, which it ends wherever that is; whoever
/// uploaded it is answered with the refusal.
/// </summary>
internal sealed class FileRefusedException : Exception
{
    private FileRefusedException(Refusal refusal)
        : base(refusal.Message) => Refusal = refusal;

    public Refusal Refusal { get; }

    /// <summary>More bytes than may come.</summary>
    public static FileRefusedException TooLarge(long limit) => new(new Refusal
    {
        Code = RefusalCode.TooLarge,
        Message = "The file has more bytes than the limit.",
        Limit = limit,
    });

    /// <summary>More pixels than may come.</summary>
    public static FileRefusedException TooManyPixels(long limit) => new(new Refusal
    {
        Code = RefusalCode.TooLarge,
        Message = "The image has more pixels than the limit.",
        Limit = limit,
    });

    /// <summary>Bytes that are not of the form that they begin with.</summary>
    public static FileRefusedException Malformed() => new(new Refusal
    {
        Code = RefusalCode.UnsupportedType,
        Message = "The file's bytes are malformed or end too early.",
    });

    /// <summary>Bytes of no type that is taken.</summary>
    public static FileRefusedException NotTaken(string? type) => new(new Refusal
    {
        Code = RefusalCode.UnsupportedType,
        Message = type is null ? "The file's bytes are of no type that is taken here." : $"Files of the type {type} are not taken here.",
    });
}
