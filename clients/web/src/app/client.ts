import { ChatClient } from "chat-orleans";

/** The one client of this page: the server that served it is the one that it talks to. */
export const client = new ChatClient({ server: location.origin });
