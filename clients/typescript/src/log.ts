/** How much it matters. */
export type LogLevel = "debug" | "info" | "warn" | "error";

/** Is told what happens inside; never texts, names or tokens. */
export type Log = (level: LogLevel, message: string, detail?: unknown) => void;
