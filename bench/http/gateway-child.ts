import { expectOk } from "../../src/fault/fault.ts";
import { type GatewaySettings, runGateway } from "../../src/gateway/run-gateway.ts";
import type { Listening } from "./wire.ts";

/** What a gateway of the benchmarks is told. */
export type GatewayOptions = Omit<GatewaySettings, "nowMs" | "warn">;

/** A gateway with the options of the first argument, as JSON; ends with its parent. */
const options = JSON.parse(process.argv[2] ?? "") as GatewayOptions;
const gateway = expectOk(
  await runGateway({ ...options, nowMs: Date.now, warn: (message) => console.error(message) }),
);
const port = Number(new URL(gateway.origin).port);
process.send?.({ kind: "listening", port } satisfies Listening);
process.on("disconnect", () => {
  gateway.stop(1_000).finally(() => process.exit());
});
