import { beforeEach, describe, expect, it } from "vitest";
import type { Client, RunningFlorin } from "../running-florin.ts";
import type { Using } from "./using.ts";

/** The windows that use counts in, to the end of January 10, and corrections of what was used. */
export function windows(use: Using): void {
  const { check, track } = use;
  let customer = "";
  let api: Client;
  let server: RunningFlorin;
  beforeEach(() => {
    customer = use.customer();
    api = use.api();
    server = use.server();
  });

  describe("windows", () => {
    it("begin again when they end, and roll on where they roll", async () => {
      await track(`${customer}-1`, { data: { tokens: "60" } });
      await server.moveTo("2026-01-10T11:30:00Z");
      await track(`${customer}-2`, { data: { tokens: "40" } });
      expect(await check({ meter: "tokens" })).toMatchObject({
        allowed: false,
        quota: { used: "100", resetsAt: null },
      });
      await server.moveTo("2026-01-10T12:31:00Z");
      expect(await check({ meter: "tokens" })).toMatchObject({ quota: { used: "40" } });
      expect(await check({ meter: "calls" })).toMatchObject({ quota: { used: "2" } });
      await server.moveTo("2026-01-11T00:00:00Z");
      expect(await check({ meter: "calls" })).toMatchObject({ quota: { used: "0" } });
    });
  });

  it("a rolling window counts what another server stored by a clock that is ahead", async () => {
    const time = "2026-01-11T00:04:00Z";
    await use.send(`ahead-${customer}`, { time, data: { tokens: "60" } });
    expect(await check({ meter: "tokens" })).toMatchObject({ quota: { used: "60" } });
    expect(await track(`now-${customer}`, { data: { tokens: "41" } })).toMatchObject({
      status: "refused",
      quota: { id: "tokens" },
    });
  });

  it("follows corrections of events", async () => {
    await track(`v-${customer}`);
    await track(`w-${customer}`);
    const event = { source: "api", id: `v-${customer}` };
    const { events } = server.florin.store;
    await events.correct("default", [{ id: "x", kind: "void", of: event }], () => []);
    const { json } = await api.get(`/v1/customers/${customer}/entitlements`);
    expect(json).toMatchObject({ quotas: [{ id: "calls", used: "1" }, {}, {}, {}] });
  });
}
