// Answers whatever it is told: CHAT_SERVER=http://127.0.0.1:5080 CHAT_HANDLE=echo CHAT_PASSWORD=… node bot.js
import { ChatClient } from "chat-orleans";

const { CHAT_SERVER: server, CHAT_HANDLE: handle, CHAT_PASSWORD: password } = process.env;
if (!server || !handle || !password) throw new Error("Set CHAT_SERVER, CHAT_HANDLE and CHAT_PASSWORD.");
const client = new ChatClient({ server });

// The answer's id says what it answers: however often the bot is started again, it answers once.
function answer({ threadId, seq, text, mine, system }) {
  if (mine || system || text === undefined) return;
  const reply = { text: `You said: ${text}`, replyTo: seq, clientMessageId: `re-${seq}` };
  const { settled } = client.send(threadId, reply);
  settled.then(() => client.markRead(threadId, seq)).catch((error) => console.error(error.message));
}

// What was said while the bot was away.
async function catchUp({ threadId, readSeq, active, unread }) {
  if (!active || unread === 0) return;
  const held = () => client.threads.get(threadId).messages;
  while ((held()[0]?.seq ?? Infinity) > readSeq && (await client.loadBefore(threadId, 100)));
  for (const message of held()) if (message.seq > readSeq) answer(message);
}

await client.logIn({ handle, password, deviceName: "bot" });
client.on("message", answer);
client.on("signedOut", (reason) => process.exit(reason === "loggedOut" ? 0 : 1));
process.once("SIGTERM", () => client.logOut());
await client.connect();
for (const thread of client.threads.values()) await catchUp(thread);
console.log(`${handle} listens.`);
