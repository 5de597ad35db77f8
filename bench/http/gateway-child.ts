import { expectOk } from "../../src/fault/fault.ts";
import { type GatewaySettings, runGateway } from "../../src/gateway/run-gateway.ts";
import type { Listening } from "./wire.ts";

/** A gateway with the settings of the first argument, as JSON; ends with its parent. */
const settings = JSON.parse(process.argv[2] ?? "") as Omit<GatewaySettings, "warn">;
const gateway = expectOk(
  await runGateway({ ...settings, warn: (message) => console.error(message) }),
);
const port = Number(new URL(gateway.origin).port);
process.send?.({ kind: "listening", port } satisfies Listening);
process.on("disconnect", () => {
  gateway.stop(1_000).finally(() => process.exit());
});
