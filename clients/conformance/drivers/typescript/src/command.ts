import type { Contract } from "chat-orleans";

/** A line of standard input. */
export type Command = { readonly id: number; readonly device: string } & (
  | { readonly do: "create"; readonly server: string; readonly folder?: string }
  | { readonly do: "dispose" | "restore" | "connect" | "disconnect" | "logOut" | "snapshot" }
  | { readonly do: "signInWithHostToken"; readonly token: string }
  | { readonly do: "openThread"; readonly with: string }
  | { readonly do: "closeThread"; readonly threadId: string }
  | {
      readonly do: "send";
      readonly threadId: string;
      readonly clientMessageId: string;
      readonly text?: string;
      readonly replyTo?: number;
      readonly attachments?: readonly Contract.MessageAttachment[];
    }
  | { readonly do: "settled"; readonly clientMessageId: string }
  | { readonly do: "edit"; readonly threadId: string; readonly seq: number; readonly text: string }
  | { readonly do: "delete"; readonly threadId: string; readonly seq: number }
  | {
      readonly do: "react";
      readonly threadId: string;
      readonly seq: number;
      readonly emoji: string;
      readonly added: boolean;
    }
  | { readonly do: "retry" | "discard"; readonly threadId: string; readonly clientMessageId: string }
  | { readonly do: "markRead"; readonly threadId: string; readonly seq: number }
  | { readonly do: "loadBefore"; readonly threadId: string; readonly limit?: number }
  | { readonly do: "upload"; readonly threadId: string; readonly name: string; readonly bytes: string }
  | { readonly do: "block"; readonly userId: string; readonly blocked: boolean }
  | { readonly do: "jump"; readonly ms: number }
);

/** A line of standard output. */
export type Answer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly error: { readonly code: string; readonly message: string } };
