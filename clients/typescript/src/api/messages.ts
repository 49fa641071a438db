import type { AttachmentReference, HistoryPage, SearchPage, SendAck } from "../contract.js";
import type { CallOptions, Calls } from "./calls.js";
import { segment } from "./http.js";

/** One of `before`, `after` and `around`, or none for the newest page; `limit` is 1 to 100, 25 by default. */
export interface HistoryOptions extends CallOptions {
  readonly before?: number;
  readonly after?: number;
  readonly around?: number;
  readonly limit?: number;
}

/** Messages over HTTP, each call once: nothing is kept or sent again. `ChatClient.send` does that. */
export class MessagesApi {
  readonly #calls: Calls;

  /** @internal */
  constructor(calls: Calls) {
    this.#calls = calls;
  }

  /** A page of messages, ascending by `seq`. */
  page(threadId: string, options: HistoryOptions = {}): Promise<HistoryPage> {
    const { signal, ...query } = options;
    return this.#calls.json({
      method: "GET",
      path: `/threads/${segment(threadId)}/messages`,
      query,
      ...(signal && { signal }),
    });
  }

  /** Sends a message. Repeat it with the same `clientMessageId` after `network`, `overloaded` and `unavailable`. */
  send(
    threadId: string,
    message: {
      readonly clientMessageId: string;
      readonly text?: string;
      readonly replyTo?: number;
      readonly attachments?: readonly AttachmentReference[];
    },
    options: CallOptions = {},
  ): Promise<SendAck> {
    return this.#calls.json({
      method: "POST",
      path: `/threads/${segment(threadId)}/messages`,
      body: message,
      ...options,
    });
  }

  /** Gives one's own message another text. */
  edit(
    threadId: string,
    seq: number,
    edit: { readonly clientMessageId: string; readonly text: string },
    options: CallOptions = {},
  ): Promise<SendAck> {
    return this.#calls.json({
      method: "PATCH",
      path: `/threads/${segment(threadId)}/messages/${segment(seq)}`,
      body: edit,
      ...options,
    });
  }

  /** Deletes one's own message. */
  delete(
    threadId: string,
    seq: number,
    clientMessageId: string,
    options: CallOptions = {},
  ): Promise<SendAck> {
    return this.#calls.json({
      method: "DELETE",
      path: `/threads/${segment(threadId)}/messages/${segment(seq)}`,
      query: { clientMessageId },
      ...options,
    });
  }

  /** Adds a reaction, or withdraws it. */
  react(
    threadId: string,
    seq: number,
    reaction: { readonly clientMessageId: string; readonly emoji: string; readonly added: boolean },
    options: CallOptions = {},
  ): Promise<SendAck> {
    return this.#calls.json({
      method: reaction.added ? "PUT" : "DELETE",
      path: `/threads/${segment(threadId)}/messages/${segment(seq)}/reactions/${segment(reaction.emoji)}`,
      query: { clientMessageId: reaction.clientMessageId },
      ...options,
    });
  }

  /** One's own messages that match, of all threads or of `threadId`; best first. `limit` is 1 to 50, 20 by default. */
  search(
    query: string,
    options: {
      readonly threadId?: string;
      readonly limit?: number;
      readonly cursor?: string;
    } & CallOptions = {},
  ): Promise<SearchPage> {
    const { signal, ...rest } = options;
    return this.#calls.json({
      method: "GET",
      path: "/search/messages",
      query: { query, ...rest },
      ...(signal && { signal }),
    });
  }
}
