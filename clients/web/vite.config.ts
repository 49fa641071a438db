import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** The server that `npm run dev` and `npm run preview` pass calls on to. */
const server = process.env["CHAT_SERVER"] ?? "http://127.0.0.1:5080";

const proxy = {
  "/api": { target: server },
  "/hubs": { target: server, ws: true },
};

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  build: {
    target: "es2022",
    // One stylesheet: lazy screens never show up before their styles.
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    // Inlined assets would need data: in the policy.
    assetsInlineLimit: 0,
    rollupOptions: {
      onwarn(warning, warn) {
        // SignalR's own comments, which cost nothing but the bytes of an enumeration.
        if (warning.code !== "INVALID_ANNOTATION" || !warning.id?.includes("@microsoft/signalr"))
          warn(warning);
      },
    },
  },
  server: { proxy },
  preview: { proxy },
  test: { environment: "happy-dom", include: ["test/**/*.test.{ts,tsx}"] },
});
