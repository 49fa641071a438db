import { pause } from "../clock.js";
import type { Clock } from "../clock.js";
import { backoff } from "../connection/backoff.js";
import type { LiveLink } from "../connection/liveLink.js";
import type { SendAck } from "../contract.js";
import { ChatError } from "../errors.js";
import { invoke } from "./invoke.js";
import type { Keeper } from "./keeper.js";
import { OutgoingItem } from "./outgoing.js";
import type { Command, OutboxEntry } from "./outbox.js";
import { settlingOf } from "./settling.js";

/** What sending needs, and whom it tells. */
export interface SenderOptions {
  readonly keeper: Keeper;
  readonly clock: Clock;
  readonly random: () => number;
  /** What is outgoing in a thread has changed. */
  readonly changed: (threadId: string) => void;
  /** Something went wrong that nobody waits for. */
  readonly failed: (error: ChatError) => void;
}

/**
 * Sends what is outgoing: of each thread one command at a time, in order, each again until it is acknowledged or refused. Every
 * command is in the outbox before it is sent and leaves it after its acknowledgement.
 */
export class Sender {
  readonly #options: SenderOptions;
  readonly #lanes = new Map<string, OutgoingItem[]>();
  readonly #running = new Set<string>();
  #link: LiveLink | undefined;
  #lastOrder = 0;
  #notBefore = 0;

  constructor(options: SenderOptions) {
    this.#options = options;
  }

  /** Begins for a user with what is in the outbox. */
  open(server: string, userId: string): Promise<void> {
    return this.#options.keeper.open({ server, userId }, (entries) => this.#take(entries));
  }

  /** Ends for this user: nothing more is sent, and who waits is told. */
  close(error: ChatError): Promise<void> {
    this.#link = undefined;
    const items = [...this.#lanes.values()].flat();
    this.#lanes.clear();
    for (const item of items) item.reject(error);
    return this.#options.keeper.close();
  }

  /** Gives up everything that is outgoing, for good. */
  clear(): Promise<void> {
    return this.#options.keeper.clear();
  }

  itemsOf(threadId: string): readonly OutgoingItem[] {
    return this.#lanes.get(threadId) ?? [];
  }

  /** A new command, behind all others of its thread; the same id again is the same command. */
  add(threadId: string, clientMessageId: string, command: Command): OutgoingItem {
    const known = this.#find(threadId, clientMessageId);
    if (known !== undefined) return known;
    const { clock } = this.#options;
    const entry: OutboxEntry = {
      threadId,
      clientMessageId,
      order: 0,
      writtenAt: new Date(clock.now()).toISOString(),
      command,
    };
    const item = new OutgoingItem(entry, true);
    this.#laneOf(threadId).push(item);
    item.kept = this.#keep(item, () => ({ ...entry, order: this.#nextOrder() }));
    this.#options.changed(threadId);
    this.#run(threadId);
    return item;
  }

  /** A message that failed is sent again, behind all others of its thread. */
  retry(threadId: string, clientMessageId: string): boolean {
    const item = this.#find(threadId, clientMessageId);
    if (item?.state !== "failed") return false;
    const { failed: _failed, ...entry } = item.entry;
    const again = new OutgoingItem(entry, true);
    this.#drop(item);
    this.#laneOf(threadId).push(again);
    again.kept = this.#keep(again, () => ({ ...entry, order: this.#nextOrder() }));
    this.#options.changed(threadId);
    this.#run(threadId);
    return true;
  }

  /** A command that is not on its way is given up. */
  discard(threadId: string, clientMessageId: string): boolean {
    const item = this.#find(threadId, clientMessageId);
    if (item === undefined || (item.state !== "failed" && item.state !== "waiting")) return false;
    this.#forget(item);
    item.reject(new ChatError({ code: "canceled", message: "The message was discarded." }));
    return true;
  }

  /** An event or a message of history says that a command of one's own is stored. */
  stored(threadId: string, clientMessageId: string, ack: SendAck): void {
    const item = this.#find(threadId, clientMessageId);
    if (item === undefined) return;
    this.#forget(item);
    item.resolve(item.ack ?? ack);
    this.#run(threadId);
  }

  /** What is stored, and shown by the thread itself by now, is dropped. */
  shown(threadId: string, cursor: number): void {
    for (const item of [...this.itemsOf(threadId)]) {
      if (item.ack !== undefined && item.ack.seq <= cursor) this.#drop(item);
    }
  }

  /** There is a connection that is caught up with. */
  resume(link: LiveLink): void {
    this.#link = link;
    this.#notBefore = 0;
    for (const threadId of this.#lanes.keys()) this.#run(threadId);
  }

  #take(entries: readonly OutboxEntry[]): void {
    for (const entry of entries) {
      this.#lastOrder = Math.max(this.#lastOrder, entry.order);
      if (this.#find(entry.threadId, entry.clientMessageId) !== undefined) continue;
      const item = new OutgoingItem(entry, false);
      if (entry.failed !== undefined) {
        item.state = "failed";
        item.error = ChatError.ofRefusal(entry.failed);
      }
      const lane = this.#laneOf(entry.threadId);
      // What was written in this page before the outbox was open is younger.
      const place = lane.findIndex((other) => other.entry.order === 0 || other.entry.order > entry.order);
      lane.splice(place < 0 ? lane.length : place, 0, item);
      this.#options.changed(entry.threadId);
      this.#run(entry.threadId);
    }
  }

  #run(threadId: string): void {
    if (this.#link === undefined || this.#running.has(threadId)) return;
    this.#running.add(threadId);
    void this.#send(threadId, this.#link).finally(() => {
      this.#running.delete(threadId);
      if (this.#link?.isOver() === false && this.#next(threadId) !== undefined) this.#run(threadId);
    });
  }

  async #send(threadId: string, link: LiveLink): Promise<void> {
    const { clock, random } = this.#options;
    let attempt = 0;
    for (let item = this.#next(threadId); item !== undefined; item = this.#next(threadId)) {
      await item.kept;
      await pause(clock, this.#notBefore - clock.monotonic(), link.signal);
      if (link.isOver()) return;
      // It may have been discarded, or seen to be stored, meanwhile.
      if (this.#next(threadId) !== item) continue;
      item.state = "sending";
      this.#options.changed(threadId);
      try {
        const ack = await invoke(link, item.entry);
        attempt = 0;
        this.#acknowledged(item, ack);
      } catch (fault) {
        const error = fault as ChatError;
        if (!this.itemsOf(threadId).includes(item)) continue;
        if (settlingOf(error.code) === "failed") {
          this.#refused(item, error);
          continue;
        }
        item.state = "waiting";
        this.#options.changed(threadId);
        const wait = backoff(attempt++, random(), error.retryAfterMs);
        this.#notBefore = Math.max(this.#notBefore, clock.monotonic() + wait);
      }
    }
  }

  #next(threadId: string): OutgoingItem | undefined {
    return this.itemsOf(threadId).find((item) => item.state === "waiting");
  }

  #acknowledged(item: OutgoingItem, ack: SendAck): void {
    item.ack = ack;
    item.state = "stored";
    this.#remove(item);
    item.resolve(ack);
    this.#options.changed(item.entry.threadId);
  }

  #refused(item: OutgoingItem, error: ChatError): void {
    if (item.entry.command.type === "send") {
      item.state = "failed";
      item.error = error;
      const { code, message, field, limit, seq, activeThreadId } = error;
      const failed = JSON.parse(
        JSON.stringify({ code, message, field, limit, seq, activeThreadId }),
      ) as OutboxEntry["failed"];
      void this.#keep(item, () => ({ ...item.entry, ...(failed === undefined ? {} : { failed }) }));
      this.#options.changed(item.entry.threadId);
    } else {
      this.#forget(item);
      if (!item.heard) this.#options.failed(error);
    }
    item.reject(error);
  }

  #keep(item: OutgoingItem, entryOf: () => OutboxEntry): Promise<void> {
    return this.#options.keeper.keep(() => (item.entry = entryOf()));
  }

  #forget(item: OutgoingItem): void {
    this.#drop(item);
    this.#remove(item);
    this.#options.changed(item.entry.threadId);
  }

  #remove(item: OutgoingItem): void {
    void item.kept.then(() => this.#options.keeper.remove(item.entry));
  }

  #drop(item: OutgoingItem): void {
    const lane = this.#lanes.get(item.entry.threadId);
    const rest = lane?.filter((other) => other !== item) ?? [];
    if (rest.length === 0) this.#lanes.delete(item.entry.threadId);
    else this.#lanes.set(item.entry.threadId, rest);
  }

  #laneOf(threadId: string): OutgoingItem[] {
    const lane = this.#lanes.get(threadId) ?? [];
    this.#lanes.set(threadId, lane);
    return lane;
  }

  #find(threadId: string, clientMessageId: string): OutgoingItem | undefined {
    return this.itemsOf(threadId).find((item) => item.entry.clientMessageId === clientMessageId);
  }

  #nextOrder(): number {
    this.#lastOrder = Math.max(this.#lastOrder + 1, this.#options.clock.now());
    return this.#lastOrder;
  }
}
