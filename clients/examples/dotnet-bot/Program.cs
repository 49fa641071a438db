// A bot that says everything back until it is told to end: DotnetBot <server> <handle> <password>
using System.Runtime.InteropServices;
using ChatOrleans.Client;
using ChatOrleans.Client.Contract;

await using var chat = new ChatClient(new ChatClientOptions { Server = new Uri(args[0]) });
chat.MessageReceived += message =>
{
    if (message is { Mine: false, System: false, Seq: { } seq, Text: { Length: > 0 } text })
    {
        // The answer's id is made of the question's: however often it is seen, it is answered once.
        chat.Send(message.ThreadId, new Draft { ClientMessageId = $"echo-{seq}", Text = $"You said: {text}", ReplyTo = seq });
        chat.MarkRead(message.ThreadId, seq);
    }
};

try
{
    await chat.LogInAsync(new LoginRequest { Handle = args[1], Password = args[2] });
}
catch (ChatException exception) when (exception.Code == ErrorCodes.InvalidCredentials)
{
    await chat.RegisterAsync(new RegisterRequest { Handle = args[1], Password = args[2] });
}

await chat.ConnectAsync();
Console.WriteLine($"{args[1]} is ready on {args[0]}");

var ended = new TaskCompletionSource();
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => signal.Cancel = ended.TrySetResult());
await ended.Task;
