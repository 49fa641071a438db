import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A value in a file, which a killed process leaves as it was or as it was to be, never in between. */
export class JsonFile<T> {
  readonly #path: string;

  constructor(folder: string, name: string) {
    mkdirSync(folder, { recursive: true });
    this.#path = join(folder, name);
  }

  read(): T | undefined {
    let text: string;
    try {
      text = readFileSync(this.#path, "utf8");
    } catch (fault) {
      if (fault instanceof Error && "code" in fault && fault.code === "ENOENT") return undefined;
      throw fault;
    }
    return JSON.parse(text) as T;
  }

  write(value: T): void {
    const fresh = `${this.#path}.new`;
    writeFileSync(fresh, JSON.stringify(value), { mode: 0o600 });
    renameSync(fresh, this.#path);
  }
}
