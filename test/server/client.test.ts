import { afterAll, beforeAll, expect, it } from "vitest";
import { createFlorin, type FlorinClient } from "../../src/client/index.ts";
import { limitedModel } from "./limited-model.ts";
import { type RunningFlorin, runFlorin } from "./running-florin.ts";

let server: RunningFlorin;
let florin: FlorinClient;
beforeAll(async () => {
  server = await runFlorin("2026-01-10T10:00:00Z");
  florin = createFlorin({ url: server.florin.origin, key: server.apiKey });
  await server.api.post("/v1/models", limitedModel);
  await server.api.post("/v1/customers", { id: "c-1", name: "One" });
  const bought = { id: "s-1", customer: "c-1", plan: "team", start: "2026-01-01" };
  await server.api.post("/v1/subscriptions", bought);
});
afterAll(() => server?.stop());

it("checks, tracks, leases and records against a server", async () => {
  const asked = { customer: "c-1", meter: "calls" };
  expect(await florin.check(asked)).toMatchObject({ allowed: true, reason: "within-quota" });
  const tracked = await florin.track({ id: "e-1", type: "call", customer: "c-1" });
  expect(tracked).toMatchObject({ status: "accepted" });

  const lease = await florin.lease({ ...asked, quantity: 9 });
  expect(lease?.take(4)).toBe(true);
  expect(await florin.lease({ ...asked, quantity: 1 })).toBeUndefined();
  await lease?.close();
  expect(await florin.entitlements("c-1")).toMatchObject({
    quotas: [{ id: "calls", used: "5", reserved: "0" }, {}, {}, {}],
  });

  const time = "2026-01-10T09:00:00Z";
  const recorded = ["a", "b", "a"].map((id) =>
    florin.record({ id, type: "call", customer: "c-1", time }),
  );
  const statuses = (await Promise.all(recorded)).map(({ status }) => status);
  expect(statuses).toEqual(["accepted", "accepted", "duplicate"]);
});

it("says what the server refuses", async () => {
  await expect(florin.entitlements("nobody")).rejects.toMatchObject({
    status: 422,
    code: "unknown-customer",
  });
  const wrong = createFlorin({ url: server.florin.origin, key: "wrong" });
  await expect(wrong.entitlements("c-1")).rejects.toMatchObject({ code: "unauthenticated" });
});
