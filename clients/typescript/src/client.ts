import type { Api } from "./api/api.js";
import type {
  HostLoginRequest,
  LoginRequest,
  Me,
  PresenceView,
  RegisterRequest,
  ReportReason,
  SearchPage,
  UserRole,
} from "./contract.js";
import type { ChatEvents, ConnectionState } from "./events.js";
import type { ChatClientOptions } from "./options.js";
import type { Draft, Outgoing, Thread } from "./thread.js";

/** One device of one person. */
export declare class ChatClient {
  constructor(options: ChatClientOptions);

  /** Typed HTTP calls, with the session's token, which is renewed when needed. */
  readonly api: Api;
  readonly state: ConnectionState;
  /** While `waiting`: when the next attempt is made, in milliseconds since 1970. */
  readonly retryAt: number | undefined;
  /** Who is signed in; from the session at once, with name and active thread after the first `Sync`. */
  readonly me: Me | undefined;
  /** The signed-in user's role; absent for everybody but moderators and admins. */
  readonly role: UserRole | undefined;
  /** The threads, newest activity first. Another map after each change. */
  readonly threads: ReadonlyMap<string, Thread>;
  /** Unread messages over all threads. */
  readonly totalUnread: number;

  /** Looks whether the session store has a session, from before a reload. Resolves with whether it has. `connect` does it too. */
  restore(): Promise<boolean>;
  /** Makes an account and signs in. */
  register(account: RegisterRequest): Promise<Me>;
  logIn(credentials: LoginRequest): Promise<Me>;
  signInWithHostToken(login: HostLoginRequest | string): Promise<Me>;
  /** Ends the session, here and on the server; says so locally also when the server can't be reached. */
  logOut(): Promise<void>;

  /**
   * Connects and resolves after the first complete `Sync`; from then on connects again by itself, until `disconnect`, `logOut`
   * or the session's end. Rejects with `signed_out` without a session. While the server can't be reached it goes on trying.
   */
  connect(): Promise<void>;
  /** Goes offline and stays so; what is unsent stays in the outbox. */
  disconnect(): Promise<void>;
  /** Tries now instead of at `retryAt`, as when the user asks or the network is back. */
  reconnectNow(): void;

  /** Listens; the answer ends it. */
  on<K extends keyof ChatEvents>(event: K, handler: (detail: ChatEvents[K]) => void): () => void;

  /** Opens the thread with a handle or `userId`. `self_busy` (with `activeThreadId`), `peer_busy`, `blocked`, `user_not_found`, … */
  openThread(peer: string, options?: { readonly closeCurrent?: boolean }): Promise<Thread>;
  closeThread(threadId: string): Promise<Thread>;

  /** Sends at once; shown in `messages` before it is stored. */
  send(threadId: string, draft: Draft): Outgoing;
  /** Sends a `failed` message again, behind those that wait. False if there is none. */
  retry(threadId: string, clientMessageId: string): boolean;
  /** Gives up a message that is `failed` or `waiting`. False if it is on its way or there is none. */
  discard(threadId: string, clientMessageId: string): boolean;
  edit(threadId: string, seq: number, text: string): Outgoing<void>;
  delete(threadId: string, seq: number): Outgoing<void>;
  /** Adds a reaction, or withdraws it with `added` of false. */
  react(threadId: string, seq: number, emoji: string, added: boolean): Outgoing<void>;

  /** Raises the read watermark; kept and repeated until the server has it. Lower ones than before change nothing. */
  markRead(threadId: string, seq?: number): void;
  /** Shows or hides typing to the peer; repeats what has to be repeated. Says nothing while offline. */
  setTyping(threadId: string, typing: boolean): void;

  /** Loads older messages (or the newest page if none are held); resolves with whether there are more. One at a time a thread. */
  loadBefore(threadId: string, limit?: number): Promise<boolean>;
  /** The same towards the newest, after `loadAround`. */
  loadAfter(threadId: string, limit?: number): Promise<boolean>;
  /** Holds the messages around a `seq` instead of those held, unless it is held already. */
  loadAround(threadId: string, seq: number, limit?: number): Promise<void>;
  /** Back to the newest page, after `loadAround`. */
  loadNewest(threadId: string, limit?: number): Promise<void>;

  /** Is told the presence of these people (at most 100 with whom one shares a thread), instead of the last list, over reconnects. */
  watchPresence(userIds: readonly string[]): Promise<readonly PresenceView[]>;
  /** What is known of somebody's presence. */
  presence(userId: string): PresenceView | undefined;

  archive(threadId: string, archived?: boolean): Promise<Thread>;
  /** Mutes until a time, for good (`true`), or no longer (`false`). */
  mute(threadId: string, until: Date | string | boolean): Promise<Thread>;
  block(userId: string, blocked?: boolean): Promise<void>;
  report(report: {
    readonly userId: string;
    readonly reason: ReportReason;
    readonly threadId?: string;
    readonly seq?: number;
    readonly text?: string;
  }): Promise<string>;
  search(query: string, options?: { readonly threadId?: string; readonly limit?: number; readonly cursor?: string }): Promise<SearchPage>;
}
