import type { Peer, ReceiptPush, ThreadEvent, ThreadView } from "../contract.js";
import { ofHistory } from "./message.js";
import type { StoredMessage } from "./message.js";
import { totalOf, unreadOfKnown, unreadOfView, withRead } from "./unread.js";
import type { Unread } from "./unread.js";
import { emptyWindow } from "./window.js";
import type { MessageWindow } from "./window.js";

/** What a client knows of a thread. Pure data: the functions beside it make the next one of it. */
export interface ThreadState {
  readonly threadId: string;
  /** The user whose sight it is. */
  readonly self: string;
  readonly peer: Peer;
  readonly active: boolean;
  readonly archived: boolean;
  readonly mutedUntil?: string;
  readonly blocked: boolean;
  readonly readSeq: number;
  readonly peerReadSeq: number;
  readonly peerDeliveredSeq: number;
  readonly unread: Unread;
  /** The last event that is applied; all before it are too. */
  readonly cursor: number;
  /** The last event heard of. */
  readonly lastSeq: number;
  /** The log's end of the newest view that was taken: what it says of activity and archiving, events up to here do not say again. */
  readonly viewSeq: number;
  /** The last `opened` or `closed` that is applied. */
  readonly turnSeq: number;
  /** The newest message known of, the system's included. */
  readonly newestSeq: number;
  readonly lastMessage?: StoredMessage;
  readonly window: MessageWindow;
  /** Events that have come too early, by `seq`. */
  readonly early: ReadonlyMap<number, ThreadEvent>;
  /** The last edits, deletions and reactions, for pages of history that were read before them. */
  readonly changes: readonly ThreadEvent[];
  /** Changes up to here may be missing in {@link changes}. */
  readonly changesFrom: number;
}

/**
 * What a thread's state lacks: `events`, which `Sync` brings; a fresh `view`, which makes the unread count exact; or
 * `nothing`.
 */
export type Need = "events" | "view" | "nothing";

export function needOf(state: ThreadState): Need {
  if (state.lastSeq > state.cursor) return "events";
  return state.unread.doubt && !state.blocked ? "view" : "nothing";
}

/** The unread count that is shown: none of somebody who is blocked. */
export function unreadOf(state: ThreadState): number {
  return state.blocked ? 0 : totalOf(state.unread);
}

/**
 * A thread that is seen for the first time: as it stands, with its history to be loaded when wanted; or, with `from` of 0, to
 * be caught up with from its first event, as one that was opened while the client was there.
 */
export function ofView(view: ThreadView, self: string, from: number = view.lastSeq): ThreadState {
  const lastMessage = view.lastMessage === undefined ? undefined : ofHistory(view.lastMessage, self);
  return {
    threadId: view.threadId,
    self,
    peer: view.peer,
    active: view.active,
    archived: view.archived,
    ...(view.mutedUntil === undefined ? {} : { mutedUntil: view.mutedUntil }),
    blocked: view.blocked,
    readSeq: view.readSeq,
    peerReadSeq: view.peerReadSeq,
    peerDeliveredSeq: view.peerDeliveredSeq,
    unread: unreadOfView(view.unread, view.lastSeq),
    cursor: from,
    lastSeq: Math.max(from, view.lastSeq),
    viewSeq: view.lastSeq,
    turnSeq: 0,
    newestSeq: from === 0 ? 0 : (lastMessage?.seq ?? 0),
    ...(lastMessage === undefined ? {} : { lastMessage }),
    // One event is an opening: there is nothing to load.
    window: emptyWindow(from > 1),
    early: new Map(),
    changes: [],
    changesFrom: from,
  };
}

/** The state after a view of the thread, newer or older than what is known. */
export function withView(state: ThreadState, view: ThreadView): ThreadState {
  const { mutedUntil: _mutedUntil, ...rest } = state;
  const current = view.lastSeq >= state.cursor;
  const next: ThreadState = {
    ...rest,
    peer: view.peer,
    active: view.lastSeq >= state.turnSeq && view.lastSeq >= state.viewSeq ? view.active : state.active,
    archived: view.archived && (state.lastMessage?.seq ?? 0) <= view.lastSeq,
    ...(view.mutedUntil === undefined ? {} : { mutedUntil: view.mutedUntil }),
    blocked: view.blocked,
    lastSeq: Math.max(state.lastSeq, view.lastSeq),
    viewSeq: Math.max(state.viewSeq, view.lastSeq),
    ...(current ? lastMessageOf(state, view) : {}),
    readSeq: Math.max(state.readSeq, view.readSeq),
    unread: unreadAfter(state, view),
  };
  return withKnownUnread(withPeerMarks(next, view.peerReadSeq, view.peerDeliveredSeq));
}

function unreadAfter(state: ThreadState, view: ThreadView): Unread {
  if (view.lastSeq >= state.cursor && view.lastSeq >= state.unread.countedSeq) {
    const told = unreadOfView(view.unread, view.lastSeq);
    return state.readSeq > view.readSeq ? withRead(told, state.readSeq, undefined) : told;
  }
  const counted =
    view.readSeq > state.readSeq ? withRead(state.unread, view.readSeq, view.unread) : state.unread;
  // While somebody was blocked, views told of none.
  return state.blocked && !view.blocked ? { ...counted, doubt: true } : counted;
}

/** The state after a member's watermarks rose. `unread` is looked at only where the client can't count by itself. */
export function withReceipt(state: ThreadState, receipt: ReceiptPush): ThreadState {
  if (receipt.userId !== state.self) {
    return withPeerMarks(state, receipt.readSeq, Math.max(receipt.readSeq, receipt.deliveredSeq));
  }
  if (receipt.readSeq < state.readSeq || (receipt.readSeq === state.readSeq && !state.unread.doubt))
    return state;
  return withKnownUnread({
    ...state,
    readSeq: receipt.readSeq,
    unread: withRead(state.unread, receipt.readSeq, receipt.unread),
  });
}

function withPeerMarks(state: ThreadState, readSeq: number, deliveredSeq: number): ThreadState {
  return readSeq <= state.peerReadSeq && deliveredSeq <= state.peerDeliveredSeq
    ? state
    : {
        ...state,
        peerReadSeq: Math.max(state.peerReadSeq, readSeq),
        peerDeliveredSeq: Math.max(state.peerDeliveredSeq, deliveredSeq),
      };
}

/** Where every message above the read watermark is held, they are counted. */
export function withKnownUnread(state: ThreadState): ThreadState {
  const { window, readSeq, cursor, unread } = state;
  const first = window.messages[0]?.seq ?? Number.POSITIVE_INFINITY;
  const known =
    !window.hasAfter && cursor >= unread.countedSeq && (!window.hasBefore || first <= readSeq + 1);
  if (!known || (!unread.doubt && unread.below === 0)) return state;
  const above = window.messages
    .filter(
      (message) => message.seq > readSeq && !message.mine && !message.system && message.text !== undefined,
    )
    .map((message) => message.seq);
  return { ...state, unread: unreadOfKnown(above, readSeq, cursor) };
}

/** A view shows no reactions; those of the same message that is held are kept. */
function lastMessageOf(state: ThreadState, view: ThreadView): { readonly lastMessage?: StoredMessage } {
  if (view.lastMessage === undefined) return {};
  const told = ofHistory(view.lastMessage, state.self);
  const held = state.lastMessage?.seq === told.seq ? state.lastMessage : undefined;
  return {
    lastMessage:
      held === undefined ? told : { ...told, reactions: told.deletedAt === undefined ? held.reactions : [] },
  };
}
