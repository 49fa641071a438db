import { AccountsApi } from "./api/accounts.js";
import type { NewSession } from "./api/accounts.js";
import { Api } from "./api/api.js";
import { Calls } from "./api/calls.js";
import { Http } from "./api/http.js";
import { pause, systemClock } from "./clock.js";
import type { Clock } from "./clock.js";
import { Connector } from "./connection/connector.js";
import type { LiveLink } from "./connection/liveLink.js";
import type { HistoryPage, HubEvents, Me, SessionsAnswer, ThreadEvent, TicketAnswer } from "./contract.js";
import { Emitter } from "./emitter.js";
import { ChatError } from "./errors.js";
import type { ChatEvents, ConnectionState, SignedOutReason } from "./events.js";
import type { Log } from "./log.js";
import type { ChatClientOptions } from "./options.js";
import { ackOf } from "./outbox/outgoing.js";
import { Sender } from "./outbox/sender.js";
import { defaultOutbox, defaultSessionStore } from "./platform.js";
import { randomId } from "./randomId.js";
import { Session } from "./session/session.js";
import type { StoredSession } from "./session/sessionStore.js";
import { ThreadStore } from "./state/threadStore.js";
import { withReceipt } from "./state/threadState.js";
import { CatchUp } from "./sync/catchUp.js";
import { History } from "./sync/history.js";
import { Marks } from "./sync/marks.js";
import { Presence } from "./sync/presence.js";
import { Typing } from "./sync/typing.js";
import type { Message } from "./thread.js";
import { SignalRTransport } from "./transport/signalRTransport.js";

/** What was written while nobody was there is marked as delivered in so many threads, the newest. */
const MAX_MARKED = 100;

/** The parts of a client, put together. */
export class Device {
  readonly server: string;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly events: Emitter<ChatEvents>;
  readonly session: Session;
  readonly accounts: AccountsApi;
  readonly api: Api;
  readonly store: ThreadStore;
  readonly sender: Sender;
  readonly marks: Marks;
  readonly typing: Typing;
  readonly presence: Presence;
  readonly history: History;
  readonly connector: Connector;
  readonly #calls: Calls;
  readonly #catchUp: CatchUp;
  readonly #log: Log;
  /** Pushes that came before the first `Sync` of their connection had answered. */
  #early: (() => void)[] | undefined;
  #link: LiveLink | undefined;
  #me: Me | undefined;
  #state: ConnectionState = "signedOut";
  #user: string | undefined;
  retryAt: number | undefined;

  constructor(options: ChatClientOptions) {
    const random = options.random ?? Math.random;
    const patience = options.patience ?? 15_000;
    if (!(patience >= 1_000)) throw new RangeError("patience is a number of milliseconds from 1,000.");
    const clock = (this.clock = options.clock ?? systemClock);
    const log = (this.#log = options.log ?? (() => undefined));
    this.server = new URL(options.server).href.replace(/\/+$/, "");
    this.newId = options.newId ?? randomId;
    this.events = new Emitter((fault) => log("error", "A listener has thrown.", fault));
    const fetcher: typeof fetch = options.fetch ?? ((...call) => fetch(...call));
    const http = new Http(this.server, fetcher, clock, patience);
    this.accounts = new AccountsApi(http);
    this.session = new Session(
      {
        refresh: (refreshToken) => this.accounts.refresh(refreshToken),
        lastUsedAt: (token) => lastUsedAt(http, token),
      },
      options.session ?? defaultSessionStore(this.server),
      clock,
      log,
      (reason) => this.#signedOut(reason),
    );
    const calls = (this.#calls = new Calls(http, this.session));
    this.api = new Api(http, calls);
    this.sender = new Sender({
      outbox: options.outbox ?? defaultOutbox(),
      clock,
      random,
      log,
      changed: (threadId) => this.#outgoingChanged(threadId),
      failed: (error) => this.events.emit("error", error),
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
        this.receipt({ threadId, userId: this.self(), deliveredSeq: readSeq, readSeq, unread }),
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
      self: () => this.self(),
      me: (me) => (this.#me = me),
      view: (threadId, signal) => this.api.threads.get(threadId, { signal }),
    });
    this.connector = new Connector({
      server: this.server,
      transport: options.transport ?? new SignalRTransport(clock),
      clock,
      random,
      patience,
      log,
      ticket: async (signal) =>
        (await calls.json<TicketAnswer>({ method: "POST", path: "/connections/tickets", signal })).ticket,
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
    const session = this.session.current;
    if (session === undefined) return undefined;
    const { userId, handle } = session;
    const { activeThreadId: _activeThreadId, ...me } = this.#me ?? { userId, handle, displayName: handle };
    const { activeThreadId } = this.store;
    return activeThreadId === undefined ? me : { ...me, activeThreadId };
  }

  /** The user id of the session. */
  self(): string {
    const session = this.session.current;
    if (session === undefined) throw new ChatError({ code: "signed_out", message: "There is no session." });
    return session.userId;
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
    if (this.session.current !== undefined) await this.session.end("replaced");
    await this.session.begin(value, date);
    if (this.session.current !== undefined) await this.begin(this.session.current);
  }

  /** Tells the server that the session is over; whatever it answers. */
  async endSession(): Promise<void> {
    this.connector.stop();
    await this.#calls
      .done({ method: "POST", path: "/auth/logout" })
      .catch((fault: unknown) => this.#log("info", "The server was not told of the logout.", fault));
  }

  setState(state: ConnectionState, retryAt?: number): void {
    if (state !== "signedOut" && this.session.current === undefined) return;
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
    this.store.view(view, this.self(), this.#catchUp.isComplete ? 0 : undefined);
    this.#repair();
  }

  async #connected(link: LiveLink): Promise<void> {
    this.#early = [];
    await this.#catchUp.all(link);
    const early = this.#early;
    this.#early = undefined;
    for (const push of early) push();
    void this.#keepSession(link);
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

  /** A connection may outlive its access token; the session is kept alive by a refresh now and then. */
  async #keepSession(link: LiveLink): Promise<void> {
    while (!link.isOver()) {
      await pause(this.clock, this.session.renewIn + 1_000, link.signal);
      if (link.isOver()) return;
      await this.session
        .token()
        .catch((fault: unknown) => this.#log("info", "The session was not refreshed.", fault));
      await pause(this.clock, 10_000, link.signal);
    }
  }

  #push<K extends keyof HubEvents>(event: K, payload: HubEvents[K]): void {
    if (this.session.current === undefined) return;
    const push = (): void => this.#take({ [event]: payload });
    if (this.#early === undefined) push();
    else this.#early.push(push);
  }

  #take(push: Partial<HubEvents>): void {
    if (push.Event !== undefined) {
      this.store.events(push.Event.threadId, [push.Event]);
      this.#repair();
    } else if (push.ThreadChanged !== undefined) {
      this.view(push.ThreadChanged);
    } else if (push.Receipt !== undefined) {
      this.receipt(push.Receipt);
      this.events.emit("receipt", push.Receipt);
    } else if (push.Typing !== undefined) {
      this.typing.peer(push.Typing.threadId, push.Typing.typing);
      this.events.emit("typing", push.Typing);
    } else if (push.Presence !== undefined) {
      this.presence.told(push.Presence);
    } else if (push.ResyncRequired !== undefined && this.#link !== undefined) {
      void this.#catchUp.resync(this.#link, push.ResyncRequired.threadId).then(() => this.#repair());
    }
  }

  #repair(): void {
    if (this.#link !== undefined) this.#catchUp.repair(this.#link);
  }

  #applied(event: ThreadEvent, message: Message | undefined): void {
    const { threadId, clientMessageId } = event;
    const mine = event.senderId === this.session.current?.userId;
    if (mine && clientMessageId !== undefined) this.sender.stored(threadId, clientMessageId, ackOf(event));
    this.sender.shown(threadId, event.seq);
    if (message === undefined) return;
    if (!mine && event.seq > (this.store.state(threadId)?.readSeq ?? 0))
      this.marks.delivered(threadId, event.seq);
    this.events.emit("message", message);
  }

  /** A page of history may show that what is outgoing is stored. */
  #loaded(threadId: string, page: HistoryPage): void {
    const self = this.session.current?.userId;
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
    this.#early = undefined;
    this.#catchUp.forget();
    this.marks.clear();
    this.typing.clear();
    this.presence.clear();
    this.store.clear();
  }
}

/** When the session was begun or refreshed last. */
async function lastUsedAt(http: Http, token: string): Promise<string | undefined> {
  const { response } = await http.send({ method: "GET", path: "/sessions" }, token);
  const { sessions } = (await response.json()) as SessionsAnswer;
  return sessions.find((session) => session.current)?.lastUsedAt;
}
