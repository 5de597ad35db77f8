import { afterAll, beforeAll, beforeEach } from "vitest";
import { checks } from "./entitlements/checks.ts";
import { limits } from "./entitlements/limits.ts";
import { reservations } from "./entitlements/reservations.ts";
import { tracking } from "./entitlements/tracking.ts";
import { using } from "./entitlements/using.ts";
import { windows } from "./entitlements/windows.ts";
import { limitedModel } from "./limited-model.ts";
import { type RunningFlorin, runFlorin } from "./running-florin.ts";

let server: RunningFlorin;
let customer = "";
let count = 0;

beforeAll(async () => {
  server = await runFlorin("2026-01-10T10:00:00Z");
  await server.api.post("/v1/models", limitedModel);
});
afterAll(() => server?.stop());
beforeEach(async () => {
  count += 1;
  customer = `c-${count}`;
  await server.api.post("/v1/customers", { id: customer, name: "Some" });
  await server.api.post("/v1/subscriptions", {
    id: `s-${count}`,
    customer,
    plan: "team",
    start: "2026-01-01",
  });
});

const use = using(
  () => server,
  () => customer,
);
checks(use);
tracking(use);
reservations(use);
windows(use);
limits(use);
