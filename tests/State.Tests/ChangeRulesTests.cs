using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Threads;
using ChatOrleans.Grains.Users;

namespace ChatOrleans.State.Tests;

/// <summary>Who may change which message how.</summary>
public class ChangeRulesTests
{
    private const long Seq = 7;

    private static readonly UserId Author = UserId.NewRandom();
    private static readonly UserId Peer = UserId.NewRandom();
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly StoredPlace Deletion = new(9, Noon.AddMinutes(9));
    private static readonly StoredPlace Reaction = new(8, Noon.AddMinutes(8));
    private static readonly ChangeTarget Message = new(Author, new StoredPlace(Seq, Noon), IsMessage: true, Deleted: null);
    private static readonly ChangeCommand Edit = new() { Type = EventType.Edited, ClientMessageId = "e", TargetSeq = Seq, Text = "new" };
    private static readonly ChangeCommand Delete = new() { Type = EventType.Deleted, ClientMessageId = "d", TargetSeq = Seq };
    private static readonly ChangeCommand Add = new() { Type = EventType.Reacted, ClientMessageId = "r", TargetSeq = Seq, Emoji = "👍", Added = true };
    private static readonly ChangeCommand Withdraw = Add with { Added = false };

    private static IEnumerable<ChangeCommand> All => [Edit, Delete, Add, Withdraw];

    [Fact]
    public void Decide_OnesOwnMessage_MayBeChanged()
    {
        Assert.All(All.Except([Withdraw]), command => AssertAppends(Decide(command, Author, target: Message)));
        AssertAppends(Decide(Withdraw, Author, target: Message, reaction: Reaction));
    }

    [Fact]
    public void Decide_ThePeersMessage_MayBeReactedToOnly()
    {
        AssertRefused(RefusalCode.NotTheAuthor, Decide(Edit, Peer, target: Message));
        AssertRefused(RefusalCode.NotTheAuthor, Decide(Delete, Peer, target: Message));
        AssertAppends(Decide(Add, Peer, target: Message));
        AssertAppends(Decide(Withdraw, Peer, target: Message, reaction: Reaction));
    }

    [Fact]
    public void Decide_NoSuchMessage_IsNotFound()
    {
        foreach (var target in new[] { null, Message with { IsMessage = false } })
        {
            Assert.All(All, command => AssertRefused(RefusalCode.MessageNotFound, Decide(command, Author, target: target)));
        }
    }

    [Fact]
    public void Decide_ADeletedMessage_IsNotFoundButDeletedIsDeleted()
    {
        var deleted = Message with { Deleted = Deletion };
        Assert.All(new[] { Edit, Add, Withdraw }, command => AssertRefused(RefusalCode.MessageNotFound, Decide(command, Author, target: deleted)));
        Assert.Equal(Deletion, Decide(Delete, Author, target: deleted).Standing);
        AssertRefused(RefusalCode.NotTheAuthor, Decide(Delete, Peer, target: deleted));
    }

    [Fact]
    public void Decide_AReactionThatIsSoAlready_StandsOnWhatMadeItSo()
    {
        Assert.Equal(Reaction, Decide(Add, Peer, target: Message, reaction: Reaction).Standing);
        Assert.Equal(Message.Place, Decide(Withdraw, Peer, target: Message).Standing);
    }

    [Fact]
    public void Decide_AReactionThatIsNotOffered_CanOnlyBeWithdrawn()
    {
        var refused = Decide(Add with { Emoji = "🦄" }, Peer, target: Message);
        AssertRefused(RefusalCode.InvalidArgument, refused);
        Assert.Equal("emoji", refused.Refused!.Field);
        AssertAppends(Decide(Withdraw with { Emoji = "🦄" }, Peer, target: Message, reaction: Reaction));

        var options = new ConversationOptions();
        options.Reactions.Add("🦄");
        AssertAppends(ChangeRules.Decide(Add with { Emoji = "🦄" }, Peer, new ChangeLookup(null, Message, null), true, options));
        AssertRefused(RefusalCode.InvalidArgument, ChangeRules.Decide(Add, Peer, new ChangeLookup(null, Message, null), true, options));
    }

    [Fact]
    public void Decide_InactiveThread_AllowsDeletionOnly()
    {
        Assert.All(
            new[] { Edit, Add, Withdraw },
            command => AssertRefused(RefusalCode.ThreadInactive, Decide(command, Author, target: Message, active: false)));
        AssertAppends(Decide(Delete, Author, target: Message, active: false));
    }

    [Fact]
    public void Decide_DeletionForbidden_NobodyDeletes()
    {
        var options = new ConversationOptions { Deletion = DeletionRule.Forbidden };
        var found = new ChangeLookup(null, Message, null);
        AssertRefused(RefusalCode.DeletionDisabled, ChangeRules.Decide(Delete, Author, found, true, options));
        AssertRefused(RefusalCode.DeletionDisabled, ChangeRules.Decide(Delete, Peer, found, true, options));
        AssertAppends(ChangeRules.Decide(Edit, Author, found, true, options));
    }

    [Fact]
    public void Decide_ARetry_GetsTheFirstAnswerWhateverElseWouldRefuseIt()
    {
        var options = new ConversationOptions { Deletion = DeletionRule.Forbidden };
        options.Reactions.Add("🦄");
        foreach (var command in All)
        {
            var stored = Stored(command);
            var decision = ChangeRules.Decide(command, Peer, new ChangeLookup(stored, Target: null, Reaction: null), active: false, options);
            Assert.Equal(new StoredPlace(stored.Seq, stored.At), decision.Standing);
        }

        // The text of an edit goes with its message.
        Assert.NotNull(Decide(Edit, Author, stored: Stored(Edit) with { Text = null }).Standing);
    }

    [Fact]
    public void Decide_AnotherCommandUnderTheSameId_IsAMismatch()
    {
        ChangeCommand[] others =
        [
            Edit with { Text = "other" }, Edit with { TargetSeq = 3 }, Delete with { TargetSeq = 3 }, Add with { Emoji = "👎" },
            Add with { TargetSeq = 3 },
        ];
        foreach (var stored in All.Concat(others))
        {
            foreach (var command in All.Where(command => command with { ClientMessageId = "" } != stored with { ClientMessageId = "" }))
            {
                var refused = Decide(command, Author, target: Message, stored: Stored(stored));
                AssertRefused(RefusalCode.IdempotencyMismatch, refused);
                Assert.Equal(20, refused.Refused!.Seq);
            }
        }

        var message = new StoredMessage(20, Noon, (short)EventType.Message, "new", null);
        Assert.All(All, command => AssertRefused(RefusalCode.IdempotencyMismatch, Decide(command, Author, target: Message, stored: message)));
        Assert.All(All, command => Assert.False(Stored(command).Is(new SendCommand { ClientMessageId = "e", Text = "new" })));
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("")]
    [InlineData("a\u0007")]
    [InlineData("\ud83d")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void Validate_AReactionThatCantBeOne_IsNamed(string reaction)
    {
        var options = new ConversationOptions();
        options.Reactions.Add("👍");
        options.Reactions.Add(reaction);

        var failure = new ConversationOptionsValidator().Validate(null, options).FailureMessage;

        Assert.StartsWith("Chat:Reactions:1 must be 1 to 64 characters", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_Options_BoundsAreNamed()
    {
        var validator = new ConversationOptionsValidator();
        Assert.True(validator.Validate(null, new ConversationOptions()).Succeeded);
        Assert.StartsWith(
            "Chat:Deletion", validator.Validate(null, new ConversationOptions { Deletion = (DeletionRule)7 }).FailureMessage, StringComparison.Ordinal);
        var many = new ConversationOptions();
        for (var i = 0; i <= ConversationOptions.MaxReactions; i++)
        {
            many.Reactions.Add($"r{i}");
        }

        Assert.StartsWith("Chat:Reactions must", validator.Validate(null, many).FailureMessage, StringComparison.Ordinal);
    }

    private static ChangeDecision Decide(
        ChangeCommand command,
        UserId sender,
        ChangeTarget? target = null,
        StoredPlace? reaction = null,
        StoredMessage? stored = null,
        bool active = true) =>
        ChangeRules.Decide(command, sender, new ChangeLookup(stored, target, reaction), active, new ConversationOptions());

    private static StoredMessage Stored(ChangeCommand command) =>
        new(20, Noon.AddMinutes(20), EventRow.TypeOf(command), EventRow.TextOf(command), command.TargetSeq);

    private static void AssertAppends(ChangeDecision decision) => Assert.Equal(ChangeDecision.Append, decision);

    private static void AssertRefused(string code, ChangeDecision decision) => Assert.Equal((code, null), (decision.Refused?.Code, decision.Standing));
}
