import { HttpTransportType, HubConnectionBuilder } from "@microsoft/signalr";
import type { HubConnection, ILogger } from "@microsoft/signalr";
import type { Clock } from "../clock.js";
import type { HubEvents, HubMethods } from "../contract.js";
import { ChatError } from "../errors.js";
import type { Envelope, Link, Listener, Transport } from "./transport.js";

/** SignalR's own log would hold the connection's URL, and with it the ticket. */
const SILENT: ILogger = { log: () => undefined };

const EVENTS: readonly (keyof HubEvents)[] = [
  "Event",
  "ThreadChanged",
  "Receipt",
  "Typing",
  "Presence",
  "ResyncRequired",
  "Draining",
];

/** SignalR over WebSockets, without negotiation: any gateway takes the connection, and no affinity is needed. */
export class SignalRTransport implements Transport {
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async connect({
    server,
    ticket,
    timeout,
    listener,
    signal,
  }: Parameters<Transport["connect"]>[0]): Promise<Link> {
    signal.throwIfAborted();
    const hub = new HubConnectionBuilder()
      .withUrl(`${server}/hubs/chat`, {
        skipNegotiation: true,
        transport: HttpTransportType.WebSockets,
        accessTokenFactory: () => ticket,
      })
      .configureLogging(SILENT)
      .build();
    const link = new SignalRLink(hub, listener);
    // SignalR itself waits for ever for a socket that never opens.
    await new Promise<void>((resolve, reject) => {
      const giveUp = (message: string): void => {
        link.close();
        reject(new ChatError({ code: "network", message }));
      };
      const aborted = (): void => giveUp("The connection was given up.");
      const cancel = this.#clock.after(timeout, () => giveUp("The connection was not made in time."));
      signal.addEventListener("abort", aborted, { once: true });
      void hub
        .start()
        .then(resolve, reject)
        .finally(() => {
          cancel();
          signal.removeEventListener("abort", aborted);
        });
    });
    return link;
  }
}

class SignalRLink implements Link {
  readonly #hub: HubConnection;
  #closed = false;

  constructor(hub: HubConnection, listener: Listener) {
    this.#hub = hub;
    for (const event of EVENTS) {
      hub.on(event, (payload: HubEvents[typeof event]) => {
        if (!this.#closed) listener.push(event, payload);
      });
    }
    hub.onclose((fault) => {
      if (this.#closed) return;
      this.#closed = true;
      listener.closed(fault);
    });
  }

  async invoke<K extends keyof HubMethods>(
    method: K,
    argument: HubMethods[K][0],
  ): Promise<Envelope<HubMethods[K][1]>> {
    try {
      return await this.#hub.invoke<Envelope<HubMethods[K][1]>>(method, argument);
    } catch (fault) {
      if (!wasNotSent(fault)) throw fault;
      throw new ChatError({ code: "network", message: "The connection is closing.", cause: fault });
    }
  }

  close(): void {
    this.#closed = true;
    // Stopping waits for a socket that is still opening; nobody waits for that.
    void this.#hub.stop().catch(() => undefined);
  }
}

/** A socket that is about to close takes no calls any more, before anybody is told that it has closed. */
function wasNotSent(fault: unknown): boolean {
  return !(fault instanceof Error) || fault.message.startsWith("Cannot send data");
}
