import { AccountsApi } from "./accounts.js";
import { AttachmentsApi } from "./attachments.js";
import type { Calls } from "./calls.js";
import type { Http } from "./http.js";
import { MeApi } from "./me.js";
import { MessagesApi } from "./messages.js";
import { PeopleApi } from "./people.js";
import { ThreadsApi } from "./threads.js";

/**
 * The HTTP calls, typed, each made once. They reject with a `ChatError`. Left out are those for moderators and admins
 * (`/admin`), and those that need a host's key instead of a session (`/host`).
 */
export class Api {
  readonly accounts: AccountsApi;
  readonly me: MeApi;
  readonly people: PeopleApi;
  readonly threads: ThreadsApi;
  readonly messages: MessagesApi;
  readonly attachments: AttachmentsApi;

  /** @internal */
  constructor(http: Http, calls: Calls) {
    this.accounts = new AccountsApi(http);
    this.me = new MeApi(calls);
    this.people = new PeopleApi(calls);
    this.threads = new ThreadsApi(calls);
    this.messages = new MessagesApi(calls);
    this.attachments = new AttachmentsApi(calls);
  }
}
