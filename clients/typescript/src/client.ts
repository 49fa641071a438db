import type { Api } from "./api/api.js";
import type {
  HostLoginRequest,
  LoginRequest,
  Me,
  PresenceView,
  RegisterRequest,
  ReportUserRequest,
  SearchMessagesRequest,
  SearchPage,
  ThreadView,
  UserRole,
} from "./contract.js";
import { Device } from "./device.js";
import { ChatError } from "./errors.js";
import type { ChatEvents, ConnectionState } from "./events.js";
import type { ChatClientOptions } from "./options.js";
import type { Command } from "./outbox/outbox.js";
import { outgoing } from "./state/compose.js";
import { onReturn } from "./platform.js";
import type { Draft, Message, Outgoing, Thread } from "./thread.js";

/**
 * One device of one person. It keeps a connection, catches up after every loss, and keeps what is unsent until the server has
 * it.
 *
 * Everything that is read from it is a value of this moment, never changed in place; {@link ChatClient.on} tells when to read
 * again. Calls that need the server reject with a {@link ChatError}; those that can wait for it ({@link ChatClient.send},
 * {@link ChatClient.markRead}) never do.
 */
export class ChatClient {
  readonly #device: Device;
  #cancelReturn: (() => void) | undefined;

  constructor(options: ChatClientOptions) {
    this.#device = new Device(options);
  }

  /** Typed HTTP calls with the session's token, which is renewed when needed. */
  get api(): Api {
    return this.#device.account.api;
  }

  /** Where the connection is. */
  get state(): ConnectionState {
    return this.#device.state;
  }

  /** While `waiting`: when the next attempt is made, in milliseconds since 1970 by this device's clock. */
  get retryAt(): number | undefined {
    return this.#device.retryAt;
  }

  /** Who is signed in: from the session at once, with the name as displayed after the first `Sync`. */
  get me(): Me | undefined {
    return this.#device.me;
  }

  /** The signed-in user's role; absent for everybody but moderators and admins. */
  get role(): UserRole | undefined {
    return this.#device.account.session.current?.role;
  }

  /** The threads, newest activity first. Another map after each change. */
  get threads(): ReadonlyMap<string, Thread> {
    return this.#device.store.threads;
  }

  /** Unread messages of all threads. */
  get totalUnread(): number {
    return this.#device.store.totalUnread;
  }

  /** Listens; the answer ends it. Handlers run at once, after the change can be read; one that throws disturbs nobody. */
  on<K extends keyof ChatEvents>(event: K, handler: (detail: ChatEvents[K]) => void): () => void {
    return this.#device.events.on(event, handler);
  }

  /** Looks for a session from before a reload, and resolves with whether there is one. {@link connect} does so too. */
  async restore(): Promise<boolean> {
    const session = await this.#device.account.session.load();
    if (session !== undefined) await this.#device.begin(session);
    return session !== undefined;
  }

  /** Makes an account and signs in. `handle_taken`; `invalid_argument` with every error of the form in `errors`. */
  async register(account: RegisterRequest): Promise<Me> {
    await this.#device.signIn(this.#device.account.accounts.register(account));
    return this.#signedIn();
  }

  /**
   * Signs in. `invalid_credentials`; `account_deactivated`, which `reactivate` undoes; `account_suspended`; `rate_limited`.
   * Whoever was signed in before, is not any more on this device; their session lives on until it expires.
   */
  async logIn(credentials: LoginRequest): Promise<Me> {
    await this.#device.signIn(this.#device.account.accounts.logIn(credentials));
    return this.#signedIn();
  }

  /** Signs in by a token that the host application has signed. `unauthenticated` whatever is wrong with it. */
  async signInWithHostToken(login: string | HostLoginRequest): Promise<Me> {
    const request = typeof login === "string" ? { token: login } : login;
    await this.#device.signIn(this.#device.account.accounts.logInByHost(request));
    return this.#signedIn();
  }

  /**
   * Ends the session, in all tabs that share it. If the server can't be reached it learns of it by the session's running out.
   * What is unsent stays in the outbox, unless `forget` is set.
   */
  async logOut(options: { readonly forget?: boolean } = {}): Promise<void> {
    const { account, connector, sender } = this.#device;
    const { session } = account;
    if (session.current === undefined) return;
    connector.stop();
    try {
      await account.logOut();
    } finally {
      if (options.forget === true) await sender.clear().catch(() => undefined);
      await session.end("loggedOut");
    }
  }

  /**
   * Connects, and resolves after the first complete `Sync`. From then on it connects again by itself, with growing and random
   * pauses, until {@link disconnect}, {@link logOut} or the session's end. While the server can't be reached it goes on trying;
   * rejects with `signed_out` where there is no session, or it ends, and with `canceled` when {@link disconnect} comes first.
   */
  async connect(): Promise<void> {
    if (!(await this.restore())) throw new ChatError({ code: "signed_out", message: "There is no session." });
    if (this.state === "online") return;
    this.#cancelReturn ??= onReturn(() => this.reconnectNow());
    await new Promise<void>((resolve, reject) => {
      const stop = this.on("state", (state) => {
        if (state === "online") resolve();
        else if (state === "signedOut")
          reject(new ChatError({ code: "signed_out", message: "The session has ended." }));
        else if (state === "offline") reject(new ChatError({ code: "canceled", message: "Disconnected." }));
        else return;
        stop();
      });
      this.#device.connector.start();
    });
  }

  /** Goes offline and stays so. What is unsent stays in the outbox. */
  disconnect(): Promise<void> {
    this.#cancelReturn?.();
    this.#cancelReturn = undefined;
    this.#device.connector.stop();
    this.#device.setState("offline");
    return Promise.resolve();
  }

  /** Tries now instead of at {@link retryAt}, as when the user asks. Browsers do so by themselves when the network is back. */
  reconnectNow(): void {
    this.#device.connector.hurry();
  }

  /**
   * Opens the thread with a handle or user id. `self_busy` (with `activeThreadId`), unless `closeCurrent` is set; `peer_busy`;
   * `blocked`; `user_not_found`; `rate_limited`; `overloaded`.
   */
  async openThread(peer: string, options: { readonly closeCurrent?: boolean } = {}): Promise<Thread> {
    const { closeCurrent } = options;
    return this.#shown(
      await this.#device
        .link()
        .invoke("OpenThread", { with: peer, ...(closeCurrent === undefined ? {} : { closeCurrent }) }),
    );
  }

  /** Ends the active phase for both; history stays readable. Repeating changes nothing. */
  async closeThread(threadId: string): Promise<Thread> {
    return this.#shown(await this.#device.link().invoke("CloseThread", { threadId }));
  }

  /**
   * Sends a message. It is shown at once, kept in the outbox before it is sent, and sent in the order of the calls until the
   * server has stored it, also over reloads; the server stores it once. A refusal leaves it `failed`.
   */
  send(threadId: string, draft: Draft): Outgoing {
    const { text, replyTo, attachments, clientMessageId } = draft;
    const id = clientMessageId ?? this.#device.newId();
    const command: Command = {
      type: "send",
      ...(text === undefined ? {} : { text }),
      ...(replyTo === undefined ? {} : { replyTo }),
      ...(attachments === undefined || attachments.length === 0 ? {} : { attachments }),
    };
    const self = this.#device.account.self();
    this.#device.typing.sent(threadId);
    const item = this.#device.sender.add(threadId, id, command);
    const settled = item.settled.then((ack): Message => {
      const { error: _error, ...message } = outgoing(item, self);
      return { ...message, seq: ack.seq, at: ack.sentAt, state: "sent" };
    });
    return quiet({ clientMessageId: id, kept: item.kept, settled });
  }

  /** Sends a `failed` message again, behind those that wait. False where there is none. */
  retry(threadId: string, clientMessageId: string): boolean {
    return this.#device.sender.retry(threadId, clientMessageId);
  }

  /**
   * Gives up a message that is `failed` or `waiting`. False where there is none, or it is on its way. One that was on its way
   * before the connection was lost may have been stored all the same.
   */
  discard(threadId: string, clientMessageId: string): boolean {
    return this.#device.sender.discard(threadId, clientMessageId);
  }

  /** Gives one's own message another text; shown at once, sent like a message. */
  edit(threadId: string, seq: number, text: string): Outgoing<void> {
    return this.#change(threadId, { type: "edit", targetSeq: seq, text });
  }

  /** Deletes one's own message; shown at once, sent like a message. */
  delete(threadId: string, seq: number): Outgoing<void> {
    return this.#change(threadId, { type: "delete", targetSeq: seq });
  }

  /** Adds a reaction, or withdraws it with `added` of false; shown at once, sent like a message. */
  react(threadId: string, seq: number, emoji: string, added: boolean): Outgoing<void> {
    return this.#change(threadId, { type: "react", targetSeq: seq, emoji, added });
  }

  /**
   * Raises the read watermark, to the last event that is here unless a `seq` is given. Told to the server as soon as it can be;
   * `unread` changes when the server has counted.
   */
  markRead(threadId: string, seq?: number): void {
    const state = this.#device.store.state(threadId);
    const target = Math.min(seq ?? Number.POSITIVE_INFINITY, state?.cursor ?? seq ?? 0);
    if (target > (state?.readSeq ?? 0)) this.#device.marks.read(threadId, target);
  }

  /** Call it with every stroke of a key: it tells the server as seldom as it can, and the end by itself after 5 s without a call. */
  setTyping(threadId: string, typing: boolean): void {
    this.#device.typing.set(threadId, typing);
  }

  /**
   * Loads older messages, the newest page if none are held; resolves with whether there are still more. `limit` is 1 to 100, 25 by
   * default. Called again while it loads, it answers with the same page. `network` without a connection.
   */
  loadBefore(threadId: string, limit?: number): Promise<boolean> {
    return this.#device.history.before(threadId, limit);
  }

  /** The same towards the thread's end, after {@link loadAround}. */
  loadAfter(threadId: string, limit?: number): Promise<boolean> {
    return this.#device.history.after(threadId, limit);
  }

  /** Holds the messages around a `seq` in place of those held, unless it is among them. */
  loadAround(threadId: string, seq: number, limit?: number): Promise<void> {
    return this.#device.history.around(threadId, seq, limit);
  }

  /** Back to the thread's end, after {@link loadAround}. */
  loadNewest(threadId: string, limit?: number): Promise<void> {
    return this.#device.history.newest(threadId, limit);
  }

  /** Is told the presence of these people in place of the last ones, over reconnects; at most 100 with whom one shares a thread. */
  watchPresence(userIds: readonly string[]): Promise<readonly PresenceView[]> {
    return this.#device.presence.watch(userIds, this.state === "online" ? this.#device.link() : undefined);
  }

  /** What was last told of somebody's presence. */
  presence(userId: string): PresenceView | undefined {
    return this.#device.presence.of(userId);
  }

  /** Puts the thread away until its next message, or brings it back with `archived` of false. */
  async archive(threadId: string, archived = true): Promise<Thread> {
    return this.#shown(await this.#device.link().invoke("ArchiveThread", { threadId, archived }));
  }

  /** Mutes until a time, for good with `true`, or no longer with `false`. Holds back notifications alone. */
  async mute(threadId: string, until: Date | string | boolean): Promise<Thread> {
    const time = until instanceof Date ? until.toISOString() : until;
    return this.#shown(
      await this.#device.link().invoke("MuteThread", {
        threadId,
        muted: time !== false,
        ...(typeof time === "string" ? { until: time } : {}),
      }),
    );
  }

  /** Blocks somebody, or takes that back with `blocked` of false. Closes the thread of the two. */
  async block(userId: string, blocked = true): Promise<void> {
    await this.#device.link().invoke("BlockUser", { userId, blocked });
  }

  /** Reports somebody to those who run the service, and resolves with the report's id. */
  async report(report: ReportUserRequest): Promise<string> {
    return (await this.#device.link().invoke("ReportUser", report)).reportId;
  }

  /** One's own messages that match; best first, of the equally good the newest. `limit` is 1 to 50, 20 by default. */
  search(query: string, options: Omit<SearchMessagesRequest, "query"> = {}): Promise<SearchPage> {
    return this.#device.link().invoke("SearchMessages", { query, ...options });
  }

  #change(threadId: string, command: Command): Outgoing<void> {
    this.#device.account.self();
    const item = this.#device.sender.add(threadId, this.#device.newId(), command);
    const { clientMessageId } = item.entry;
    return quiet({ clientMessageId, kept: item.kept, settled: item.settled.then(() => undefined) });
  }

  #shown(view: ThreadView): Thread {
    this.#device.view(view);
    const thread = this.#device.store.thread(view.threadId);
    if (thread === undefined)
      throw new ChatError({ code: "thread_not_found", message: "The thread is gone." });
    return thread;
  }

  #signedIn(): Me {
    const { me } = this;
    if (me === undefined)
      throw new ChatError({ code: "signed_out", message: "The session has ended at once." });
    return me;
  }
}

/** Nobody has to listen to it. */
function quiet<T>(outgoing: Outgoing<T>): Outgoing<T> {
  outgoing.settled.catch(() => undefined);
  return outgoing;
}
