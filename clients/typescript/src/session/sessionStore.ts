import type { UserRole } from "../contract.js";

/** A session as it is kept. It holds secrets: keep it where only this user's programs can read it. */
export interface StoredSession {
  readonly userId: string;
  readonly handle: string;
  readonly role?: UserRole;
  readonly accessToken: string;
  /** By the server's clock. */
  readonly accessTokenExpiresAt: string;
  readonly refreshToken: string;
  /** By the device's clock, in milliseconds since 1970. */
  readonly receivedAt: number;
  /** How long the access token lived when it was received, in milliseconds. */
  readonly lifetime: number;
  /** Whether `lifetime` was taken by the server's clock, and not by the device's. */
  readonly dated: boolean;
  /** Since when, by the device's clock, a refresh is under way whose outcome is not known. */
  readonly refreshingSince?: number;
}

/**
 * Where a session is kept, and where the tabs or processes that share it meet. A refresh token may be used once: whoever
 * shares a session without sharing {@link exclusive} loses it.
 */
export interface SessionStore {
  read(): Promise<StoredSession | undefined>;
  write(session: StoredSession): Promise<void>;
  clear(): Promise<void>;
  /** Runs the work while no other holder of the store runs any; rejects as the work does. */
  exclusive<T>(work: () => Promise<T>): Promise<T>;
  /** Calls when another holder has changed what is stored; the answer ends it. */
  watch(changed: () => void): () => void;
}
