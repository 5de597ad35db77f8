import { startFlorin } from "../../src/server.ts";
import type { Listening, Memory } from "./wire.ts";

/** A whole Florin server on the data folder named by the first argument; ends with its parent. */
const florin = await startFlorin({
  dataFolder: process.argv[2] ?? "",
  databaseUrl: undefined,
  host: "127.0.0.1",
  port: 0,
  clockStart: undefined,
  logLevel: "warn",
});

const listening: Listening = {
  kind: "listening",
  port: Number(new URL(florin.origin).port),
  ...(florin.newApiKey === undefined ? {} : { apiKey: florin.newApiKey }),
};
process.send?.(listening);
process.on("message", () => {
  process.send?.({ kind: "memory", bytes: process.memoryUsage.rss() } satisfies Memory);
});
process.on("disconnect", () => {
  florin.stop().finally(() => process.exit());
});
