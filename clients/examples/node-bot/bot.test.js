// The bot against a real server, whose address is in CHAT_SERVER.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import test from "node:test";
import { ChatClient } from "chat-orleans";

const server = process.env.CHAT_SERVER;
const password = "correct horse battery staple";
const deadline = 60_000;

/** The client's sight of the thread, once it is as wanted. */
function seen(client, threadId, wanted) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("It has not been seen in time.")), deadline);
    const look = () => {
      const thread = client.threads.get(threadId);
      if (thread === undefined || !wanted(thread)) return;
      clearTimeout(timer);
      stop();
      resolve(thread);
    };
    const stop = client.on("thread", look);
    look();
  });
}

/** A bot that listens. */
async function startBot(handle) {
  const path = new URL("bot.js", import.meta.url).pathname;
  const bot = spawn(process.execPath, [path], {
    env: { ...process.env, CHAT_HANDLE: handle, CHAT_PASSWORD: password },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(bot.stdout, "data");
  assert.match(String(line), /listens/);
  return bot;
}

async function end(bot, signal) {
  const exit = once(bot, "exit");
  bot.kill(signal);
  return exit;
}

test(
  "The bot answers once what it is told, also what was said while it was away",
  { timeout: 4 * deadline },
  async () => {
    assert.ok(server, "CHAT_SERVER is the address of a server.");
    const tag = `${Date.now()}.${Math.floor(Math.random() * 1e6)}`;
    const [person, owner] = [new ChatClient({ server }), new ChatClient({ server })];
    await owner.register({ handle: `bot.${tag}`, password });
    await person.register({ handle: `ada.${tag}`, password });
    await person.connect();
    const { threadId } = await person.openThread(`bot.${tag}`);
    const answers = ({ messages }) => messages.filter(({ mine }) => !mine).map(({ text }) => text);

    await person.send(threadId, { text: "one" }).settled;
    let bot = await startBot(`bot.${tag}`);
    await seen(person, threadId, (thread) => answers(thread).length === 1);
    await person.send(threadId, { text: "two" }).settled;
    await seen(person, threadId, (thread) => answers(thread).length === 2);
    await end(bot, "SIGKILL");

    await person.send(threadId, { text: "three" }).settled;
    bot = await startBot(`bot.${tag}`);
    await person.send(threadId, { text: "four" }).settled;
    // The bot reads in order: when the last one is read, there is nothing left to answer.
    const thread = await seen(
      person,
      threadId,
      (now) => answers(now).length >= 4 && now.peerReadSeq >= now.lastMessage.replyTo,
    );
    assert.deepEqual(
      answers(thread).sort(),
      ["four", "one", "three", "two"].map((text) => `You said: ${text}`),
    );

    assert.deepEqual(await end(bot, "SIGTERM"), [0, null]);
    await Promise.all([person.logOut(), owner.logOut()]);
  },
);
