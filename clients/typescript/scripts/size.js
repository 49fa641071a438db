// What the package adds to a page: bundled, minified, compressed.
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

async function sizeOf(contents, external) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
    external,
  });
  const bytes = outputFiles[0].contents;
  return `${(bytes.length / 1024).toFixed(1)} KiB, ${(gzipSync(bytes, { level: 9 }).length / 1024).toFixed(1)} KiB gzip`;
}

const client = 'export { ChatClient } from "../dist/index.js";';
console.log(`ChatClient, with SignalR: ${await sizeOf(client, [])}`);
console.log(`ChatClient alone: ${await sizeOf(client, ["@microsoft/signalr"])}`);
console.log(`ChatError alone: ${await sizeOf('export { ChatError } from "../dist/index.js";', [])}`);
