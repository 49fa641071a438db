// The driver protocol over standard input and output: clients/conformance/README.md.

import { createInterface } from "node:readline";
import { ChatError } from "chat-orleans";
import type { Answer, Command } from "./command.js";
import { Device } from "./device.js";

const devices = new Map<string, Device>();

/** Does what a command says, with the device that it names. */
async function run(command: Command): Promise<unknown> {
  if (command.do === "create") {
    devices.set(command.device, new Device(command));
    return undefined;
  }
  const device = devices.get(command.device);
  if (device === undefined) throw new Error(`There is no device ${command.device}.`);
  if (command.do === "dispose") {
    devices.delete(command.device);
    await device.dispose();
    return undefined;
  }
  return device.run(command);
}

async function answer(line: string): Promise<void> {
  const command = JSON.parse(line) as Command;
  let reply: Answer;
  try {
    reply = { id: command.id, ok: true, value: await run(command) };
  } catch (fault) {
    reply =
      fault instanceof ChatError
        ? { id: command.id, error: { code: fault.code, message: fault.message } }
        : {
            id: command.id,
            error: { code: "driver", message: String(fault instanceof Error ? fault.stack : fault) },
          };
  }
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}

// Commands run side by side: one that waits holds up no other.
const lines = createInterface({ input: process.stdin });
lines.on("line", (line) => void answer(line));
lines.on("close", () => process.exit(0));
