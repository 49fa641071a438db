import {
  ChatClient,
  type Contract,
  type Message,
  type Outgoing,
  type SignedOutReason,
  type Thread,
} from "chat-orleans";
import type { Command } from "./command.js";
import { FileOutbox } from "./fileOutbox.js";
import { FileSessionStore } from "./fileSessionStore.js";
import { JumpingClock } from "./jumpingClock.js";
import { show, type Snapshot } from "./snapshot.js";

/** One client, and what its application was told. */
export class Device {
  readonly #clock = new JumpingClock();
  readonly #client: ChatClient;
  readonly #outgoing = new Map<string, Outgoing>();
  readonly #told = new Map<string, number[]>();
  readonly #errors: string[] = [];
  #signedOut: SignedOutReason | undefined;

  constructor(options: { readonly server: string; readonly folder?: string }) {
    this.#client = new ChatClient({
      server: options.server,
      clock: this.#clock,
      ...(options.folder === undefined
        ? {}
        : { outbox: new FileOutbox(options.folder), session: new FileSessionStore(options.folder) }),
    });
    this.#client.on("message", (message) => this.#tell(message));
    this.#client.on("error", (error) => this.#errors.push(error.code));
    this.#client.on("signedOut", (reason) => (this.#signedOut = reason));
  }

  dispose(): Promise<void> {
    return this.#client.disconnect();
  }

  async run(command: Command): Promise<unknown> {
    const client = this.#client;
    switch (command.do) {
      case "restore":
        return client.restore();
      case "signInWithHostToken":
        await client.signInWithHostToken(command.token);
        this.#signedOut = undefined;
        return undefined;
      case "logOut":
        return client.logOut();
      case "connect":
        return client.connect();
      case "disconnect":
        return client.disconnect();
      case "openThread":
        return thread(await client.openThread(command.with));
      case "closeThread":
        return thread(await client.closeThread(command.threadId));
      case "send":
        return this.#send(command);
      case "settled":
        return { seq: (await this.#settled(command.clientMessageId)).seq };
      case "edit":
        await client.edit(command.threadId, command.seq, command.text).kept;
        return undefined;
      case "delete":
        await client.delete(command.threadId, command.seq).kept;
        return undefined;
      case "react":
        await client.react(command.threadId, command.seq, command.emoji, command.added).kept;
        return undefined;
      case "retry":
        return client.retry(command.threadId, command.clientMessageId);
      case "discard":
        return client.discard(command.threadId, command.clientMessageId);
      case "markRead":
        client.markRead(command.threadId, command.seq);
        return undefined;
      case "loadBefore":
        return client.loadBefore(command.threadId, command.limit);
      case "upload":
        return this.#upload(command);
      case "block":
        return client.block(command.userId, command.blocked);
      case "jump":
        this.#clock.jump(command.ms);
        return undefined;
      case "snapshot":
        return this.#snapshot();
      default:
        throw new Error(`Unknown command ${command.do}.`);
    }
  }

  async #send(command: Extract<Command, { do: "send" }>): Promise<void> {
    const { threadId, clientMessageId, text, replyTo, attachments } = command;
    const outgoing = this.#client.send(threadId, {
      clientMessageId,
      ...(text === undefined ? {} : { text }),
      ...(replyTo === undefined ? {} : { replyTo }),
      ...(attachments === undefined ? {} : { attachments }),
    });
    this.#outgoing.set(clientMessageId, outgoing);
    await outgoing.kept;
  }

  #settled(clientMessageId: string): Promise<Message> {
    const outgoing = this.#outgoing.get(clientMessageId);
    if (outgoing === undefined) throw new Error(`${clientMessageId} was not sent here.`);
    return outgoing.settled;
  }

  #upload(command: Extract<Command, { do: "upload" }>): Promise<Contract.MessageAttachment> {
    const file = new Blob([Buffer.from(command.bytes, "base64")], { type: "text/plain" });
    return this.#client.api.attachments.upload(command.threadId, file, { name: command.name });
  }

  #tell(message: Message): void {
    const seqs = this.#told.get(message.threadId) ?? [];
    this.#told.set(message.threadId, seqs);
    if (message.seq !== undefined) seqs.push(message.seq);
  }

  #snapshot(): Snapshot {
    return {
      state: this.#client.state,
      ...(this.#signedOut === undefined ? {} : { signedOut: this.#signedOut }),
      errors: this.#errors,
      told: Object.fromEntries(this.#told),
      threads: [...this.#client.threads.values()].map(show),
    };
  }
}

const thread = (opened: Thread): { readonly threadId: string } => ({ threadId: opened.threadId });
