using System.Buffers.Binary;
using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Accounts;

/// <summary>What an access token or a ticket says, once its protection is off.</summary>
/// <param name="UserId">Whose it is.</param>
/// <param name="SessionId">The session that got it.</param>
/// <param name="Id">Its own id; a ticket is spent by it.</param>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="Role">What the user might do when it was issued.</param>
internal readonly record struct Credential(
    UserId UserId, Guid SessionId, Guid Id, DateTimeOffset ExpiresAt, UserRole Role = UserRole.User)
{
    private const int IdBytes = 16;
    private const int Bytes = (3 * IdBytes) + sizeof(long);

    /// <summary>A role takes a byte more, so that everybody else's are what gateways of the version before read.</summary>
    public byte[] Write()
    {
        var bytes = new byte[Role == UserRole.User ? Bytes : Bytes + 1];
        UserId.Value.TryWriteBytes(bytes);
        SessionId.TryWriteBytes(bytes.AsSpan(IdBytes));
        Id.TryWriteBytes(bytes.AsSpan(2 * IdBytes));
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(3 * IdBytes), ExpiresAt.ToUnixTimeMilliseconds());
        if (bytes.Length > Bytes)
        {
            bytes[Bytes] = (byte)Role;
        }

        return bytes;
    }

    public static Credential? Read(ReadOnlySpan<byte> bytes) =>
        bytes.Length is not (Bytes or Bytes + 1)
            ? null
            : new Credential(
                new UserId(new Guid(bytes[..IdBytes])),
                new Guid(bytes.Slice(IdBytes, IdBytes)),
                new Guid(bytes.Slice(2 * IdBytes, IdBytes)),
                DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64LittleEndian(bytes[(3 * IdBytes)..])),
                bytes.Length > Bytes ? (UserRole)bytes[Bytes] : UserRole.User);
}
