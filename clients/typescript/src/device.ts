import { Account } from "./account.js";
import type { NewSession } from "./api/accounts.js";
import { systemClock } from "./clock.js";
import { Connector } from "./connection/connector.js";
import type { LiveLink } from "./connection/liveLink.js";
import type { HistoryPage, HubEvents, Me, ThreadEvent } from "./contract.js";
import { Emitter } from "./emitter.js";
import { ChatError } from "./errors.js";
import type { ChatEvents, ConnectionState, SignedOutReason } from "./events.js";
import type { ChatClientOptions } from "./options.js";
import { Keeper } from "./outbox/keeper.js";
import { ackOf } from "./outbox/outgoing.js";
import { Sender } from "./outbox/sender.js";
import { defaultOutbox, defaultSessionStore } from "./platform.js";
import { randomId } from "./randomId.js";
import type { StoredSession } from "./session/sessionStore.js";
import { ThreadStore } from "./state/threadStore.js";
import { withReceipt } from "./state/threadState.js";
import { CatchUp } from "./sync/catchUp.js";
import { History } from "./sync/history.js";
import { Marks } from "./sync/marks.js";
import { Presence } from "./sync/presence.js";
import { Pushes } from "./sync/pushes.js";
import { Typing } from "./sync/typing.js";
import type { Message } from "./thread.js";
import { SignalRTransport } from "./transport/signalRTransport.js";

/** What was written while nobody was there is marked as delivered in so many threads, the newest. */
const MAX_MARKED = 100;

/** The parts of a client, put together. */
export class Device {
  readonly server: string;
  readonly newId: () => string;
  readonly events: Emitter<ChatEvents>;
  readonly account: Account;
  readonly store: ThreadStore;
  readonly sender: Sender;
  readonly marks: Marks;
  readonly typing: Typing;
  readonly presence: Presence;
  readonly history: History;
  readonly connector: Connector;
  readonly #catchUp: CatchUp;
  readonly #pushes: Pushes;
  #link: LiveLink | undefined;
  #me: Me | undefined;
  #state: ConnectionState = "signedOut";
  #user: string | undefined;
  retryAt: number | undefined;

  constructor(options: ChatClientOptions) {
    const random = options.random ?? Math.random;
    const patience = options.patience ?? 15_000;
    if (!(patience >= 1_000)) throw new RangeError("patience is a number of milliseconds from 1,000.");
    const clock = options.clock ?? systemClock;
    const log = options.log ?? (() => undefined);
    this.server = new URL(options.server).href.replace(/\/+$/, "");
    this.newId = options.newId ?? randomId;
    this.events = new Emitter((fault) => log("error", "A listener has thrown.", fault));
    this.account = new Account({
      server: this.server,
      store: options.session ?? defaultSessionStore(this.server),
      fetch: options.fetch ?? ((...call) => fetch(...call)),
      clock,
      patience,
      log,
      ended: (reason) => this.#signedOut(reason),
    });
    const failed = (error: ChatError): void => this.events.emit("error", error);
    this.sender = new Sender({
      keeper: new Keeper(options.outbox ?? defaultOutbox(), clock, log, failed),
      clock,
      random,
      changed: (threadId) => this.#outgoingChanged(threadId),
      failed,
    });
    this.store = new ThreadStore(
      {
        thread: (threadId) => this.events.emit("thread", threadId),
        threads: () => this.events.emit("threads", undefined),
        applied: (event, message) => this.#applied(event, message),
      },
      (threadId) => this.sender.itemsOf(threadId),
    );
    this.marks = new Marks({
      clock,
      random,
      read: (threadId, { readSeq, unread }) =>
        this.receipt({ threadId, userId: this.account.self(), deliveredSeq: readSeq, readSeq, unread }),
    });
    this.typing = new Typing(
      clock,
      (threadId, typing) => void this.#link?.invoke("SetTyping", { threadId, typing }).catch(() => undefined),
      (threadId, typing) => this.store.typing(threadId, typing),
    );
    this.presence = new Presence((presence) => {
      this.store.presence(presence);
      this.events.emit("presence", presence);
    });
    this.history = new History(
      this.store,
      () => this.link(),
      (threadId, page) => this.#loaded(threadId, page),
    );
    this.#catchUp = new CatchUp({
      store: this.store,
      clock,
      random,
      log,
      self: () => this.account.self(),
      me: (me) => (this.#me = me),
      view: (threadId, signal) => this.account.api.threads.get(threadId, { signal }),
    });
    this.#pushes = new Pushes({
      Event: (event) => {
        this.store.events(event.threadId, [event]);
        this.#repair();
      },
      ThreadChanged: (view) => this.view(view),
      Receipt: (receipt) => {
        this.receipt(receipt);
        this.events.emit("receipt", receipt);
      },
      Typing: (typing) => {
        this.typing.peer(typing.threadId, typing.typing);
        this.events.emit("typing", typing);
      },
      Presence: (presence) => this.presence.told(presence),
      ResyncRequired: ({ threadId }) => {
        if (this.#link !== undefined)
          void this.#catchUp.resync(this.#link, threadId).then(() => this.#repair());
      },
      // The connector has seen to it.
      Draining: () => undefined,
    });
    this.connector = new Connector({
      server: this.server,
      transport: options.transport ?? new SignalRTransport(clock),
      clock,
      random,
      patience,
      log,
      ticket: (signal) => this.account.ticket(signal),
      push: (event, payload) => this.#push(event, payload),
      connected: (link) => this.#connected(link),
      online: (link) => this.#online(link),
      lost: (link) => this.#lost(link),
      state: (state, retryAt) => this.setState(state, retryAt),
    });
  }

  get state(): ConnectionState {
    return this.#state;
  }

  get me(): Me | undefined {
    const session = this.account.session.current;
    if (session === undefined) return undefined;
    const { userId, handle } = session;
    const { activeThreadId: _activeThreadId, ...me } = this.#me ?? { userId, handle, displayName: handle };
    const { activeThreadId } = this.store;
    return activeThreadId === undefined ? me : { ...me, activeThreadId };
  }

  /** The connection; throws while there is none that is caught up with. */
  link(): LiveLink {
    if (this.#link === undefined)
      throw new ChatError({ code: "network", message: "There is no connection." });
    return this.#link;
  }

  /** A session is there: from the store, or a new one. */
  async begin(session: StoredSession): Promise<void> {
    if (this.#user !== session.userId) {
      this.#user = session.userId;
      this.#forget();
      // What is written before it is open waits for it.
      await this.sender.open(this.server, session.userId);
    }
    if (this.#state === "signedOut") this.setState("offline");
  }

  async signIn(answer: Promise<NewSession>): Promise<void> {
    const { value, date } = await answer;
    this.connector.stop();
    if (this.account.session.current !== undefined) await this.account.session.end("replaced");
    await this.account.session.begin(value, date);
    if (this.account.session.current !== undefined) await this.begin(this.account.session.current);
  }

  setState(state: ConnectionState, retryAt?: number): void {
    if (state !== "signedOut" && this.account.session.current === undefined) return;
    this.retryAt = retryAt;
    if (state === this.#state && retryAt === undefined) return;
    this.#state = state;
    this.events.emit("state", state);
  }

  receipt(receipt: HubEvents["Receipt"]): void {
    this.store.update(receipt.threadId, (state) => withReceipt(state, receipt));
    this.#repair();
  }

  view(view: HubEvents["ThreadChanged"]): void {
    this.store.view(view, this.account.self(), this.#catchUp.isComplete ? 0 : undefined);
    this.#repair();
  }

  async #connected(link: LiveLink): Promise<void> {
    await this.#pushes.holdUntil(this.#catchUp.all(link));
    void this.account.keepAlive(link);
  }

  #online(link: LiveLink): void {
    this.#link = link;
    for (const { threadId, unread, lastSeq } of [...this.store.threads.values()].slice(0, MAX_MARKED)) {
      if (unread > 0) this.marks.delivered(threadId, lastSeq);
    }
    this.presence.resume(link);
    this.marks.resume(link);
    this.sender.resume(link);
    this.#repair();
  }

  #lost(link: LiveLink): void {
    if (this.#link === link) this.#link = undefined;
    this.typing.clear();
  }

  #push<K extends keyof HubEvents>(event: K, payload: HubEvents[K]): void {
    if (this.account.session.current !== undefined) this.#pushes.push(event, payload);
  }

  #repair(): void {
    if (this.#link !== undefined) this.#catchUp.repair(this.#link);
  }

  #applied(event: ThreadEvent, message: Message | undefined): void {
    const { threadId, clientMessageId } = event;
    const mine = event.senderId === this.account.session.current?.userId;
    if (mine && clientMessageId !== undefined) this.sender.stored(threadId, clientMessageId, ackOf(event));
    this.sender.shown(threadId, event.seq);
    if (message === undefined) return;
    if (!mine && event.seq > (this.store.state(threadId)?.readSeq ?? 0))
      this.marks.delivered(threadId, event.seq);
    this.events.emit("message", message);
  }

  /** A page of history may show that what is outgoing is stored. */
  #loaded(threadId: string, page: HistoryPage): void {
    const self = this.account.session.current?.userId;
    for (const { senderId, clientMessageId, seq, at } of page.messages) {
      if (senderId === self) this.sender.stored(threadId, clientMessageId, ackOf({ seq, at }));
    }
  }

  #outgoingChanged(threadId: string): void {
    const cursor = this.store.state(threadId)?.cursor;
    if (cursor !== undefined) this.sender.shown(threadId, cursor);
    this.store.touch(threadId);
  }

  #signedOut(reason: SignedOutReason): void {
    this.#user = undefined;
    this.connector.stop();
    this.#link = undefined;
    this.#forget();
    void this.sender.close(new ChatError({ code: "signed_out", message: "The session has ended." }));
    this.setState("signedOut");
    this.events.emit("signedOut", reason);
  }

  #forget(): void {
    this.#me = undefined;
    this.#catchUp.forget();
    this.marks.clear();
    this.typing.clear();
    this.presence.clear();
    this.store.clear();
  }
}
