import { afterAll, beforeAll, expect, it } from "vitest";
import { limitedModel } from "./limited-model.ts";
import { type RunningFlorin, runFlorin } from "./running-florin.ts";

let server: RunningFlorin;
beforeAll(async () => {
  server = await runFlorin("2026-01-10T10:00:00Z");
  await server.api.post("/v1/models", limitedModel);
  for (const id of ["c-1", "c-2"]) {
    await server.api.post("/v1/customers", { id, name: id });
    const bought = { id: `s-${id}`, customer: id, plan: "team", start: "2026-01-01" };
    await server.api.post("/v1/subscriptions", bought);
  }
});
afterAll(() => server?.stop());

let sent = 0;
const use = async (customer: string, calls: number, time: string): Promise<void> => {
  const events = Array.from({ length: calls }, () => {
    sent += 1;
    return { id: `e-${sent}`, type: "call", customer, time };
  });
  await server.api.post("/v1/events", events);
};
const look = () => server.florin.services.quotaAlerts.look();
const alerts = async (query = ""): Promise<unknown> => {
  await look();
  return ((await server.api.get(`/v1/alerts${query}`)).json as { items: unknown }).items;
};

it("tells once a window who came to a share of what it may use", async () => {
  await use("c-1", 7, "2026-01-10T09:00:00Z");
  await use("c-2", 1, "2026-01-10T09:00:00Z");
  expect(await alerts()).toEqual([]);
  await use("c-1", 1, "2026-01-10T09:30:00Z");
  const first = {
    customer: "c-1",
    customerName: "c-1",
    quota: "calls",
    meter: "calls",
    at: "80%",
    used: "8",
    allowance: "10",
    firedAt: "2026-01-10T10:00:00Z",
    from: "2026-01-10T00:00:00Z",
    to: "2026-01-11T00:00:00Z",
  };
  expect(await alerts()).toEqual([first]);
  await use("c-1", 1, "2026-01-10T09:45:00Z");
  expect(await look()).toBe(0);
  await server.moveTo("2026-01-11T10:00:00Z");
  await use("c-1", 9, "2026-01-11T09:00:00Z");
  expect(await alerts("?customer=c-1&limit=1")).toMatchObject([
    { at: "80%", used: "9", from: "2026-01-11T00:00:00Z" },
  ]);
  expect(await alerts("?customer=c-2")).toEqual([]);
  expect(await alerts()).toHaveLength(2);
});
