import { beforeEach, describe, expect, it } from "vitest";
import type { Client } from "../running-florin.ts";
import type { Using } from "./using.ts";

/** Questions, and what a plan would have cost. */
export function checks(use: Using): void {
  const { check, send } = use;
  let customer = "";
  let api: Client;
  beforeEach(() => {
    customer = use.customer();
    api = use.api();
  });

  describe("asking what a customer may use", () => {
    it("answers from what was bought and used", async () => {
      await send(`e-${customer}`);
      expect(await check({ meter: "calls", quantity: 9 })).toMatchObject({
        allowed: true,
        reason: "within-quota",
        quota: {
          id: "calls",
          limit: "10",
          used: "1",
          remaining: "9",
          resetsAt: "2026-01-11T00:00:00Z",
        },
      });
      expect(await check({ meter: "calls", quantity: 10 })).toMatchObject({
        allowed: false,
        reason: "quota-exceeded",
      });
      const { json } = await api.get(`/v1/customers/${customer}/entitlements`);
      expect(json).toMatchObject({
        customer,
        served: true,
        suspendedSince: null,
        features: [
          { id: "docs", value: true },
          { id: "projects", value: "10" },
          { id: "sso", value: null },
          { id: "support", value: "email" },
        ],
        quotas: [{ id: "calls", used: "1" }, { id: "tokens" }, { id: "users" }, { id: "jobs" }],
      });
    });

    it("sees at once what this server stored, and what a purchase changed", async () => {
      expect(await check({ meter: "calls" })).toMatchObject({ quota: { used: "0" } });
      await send(`e-${customer}`);
      expect(await check({ meter: "calls" })).toMatchObject({ quota: { used: "1" } });
      await api.post("/v1/subscriptions", {
        id: `more-${customer}`,
        customer,
        plan: "team",
        start: "2026-01-05",
      });
      expect(await check({ meter: "calls" })).toMatchObject({ quota: { limit: "20" } });
    });

    it("knows features: flags, limits and levels", async () => {
      expect(await check({ feature: "sso" })).toMatchObject({
        allowed: false,
        reason: "not-granted",
      });
      expect(await check({ feature: "projects", quantity: 10 })).toMatchObject({ allowed: true });
      expect(await check({ feature: "projects", quantity: 11 })).toMatchObject({
        allowed: false,
        reason: "limit-reached",
      });
      expect(await check({ feature: "support", level: "community" })).toMatchObject({
        allowed: true,
      });
      expect(await check({ feature: "support", level: "phone" })).toMatchObject({ allowed: false });
    });

    it("bills past a limit that does not block", async () => {
      expect(await check({ meter: "jobs", quantity: 4 })).toMatchObject({
        allowed: true,
        reason: "billed-overage",
      });
    });

    it("asks the quotas of a meter that counts the same by another name", async () => {
      expect(await check({ meter: "requests", quantity: 11 })).toMatchObject({
        allowed: false,
        reason: "quota-exceeded",
        quota: { id: "calls" },
      });
    });

    it("says what it does not know", async () => {
      const code = async (more: object) => {
        const { json } = await api.post("/v1/entitlements/check", { customer, ...more });
        return (json as { errors?: { code: string }[] }).errors?.[0]?.code;
      };
      expect(await code({ meter: "cals" })).toBe("unknown-meter");
      expect(await code({ feature: "ssso" })).toBe("unknown-feature");
      expect(await code({ feature: "support", level: "fone" })).toBe("unknown-level");
      expect(await code({})).toBe("names-not-one");
      expect(await code({ meter: "calls", quantity: 0 })).toBe("quantity-out-of-range");
      expect(await code({ meter: "calls", customer: "nobody" })).toBe("unknown-customer");
    });
  });

  it("says what each plan would have cost for the last month, and suggests none where none is cheaper", async () => {
    for (const at of [1, 2, 3, 4, 5])
      await send(`p-${customer}-${at}`, { time: "2025-12-15T10:00:00Z" });
    const login = { type: "login", time: "2025-12-16T10:00:00Z" };
    for (const user of ["ann", "bob"])
      await send(`p-${customer}-${user}`, { ...login, data: { user } });
    const { status, json } = await api.get(`/v1/customers/${customer}/plan-suggestion`);
    expect(status).toBe(200);
    expect(json).toMatchObject({
      customer,
      from: "2025-12-01T00:00:00Z",
      to: "2026-01-01T00:00:00Z",
      usage: [
        { meter: "calls", quantity: "5" },
        { meter: "requests", quantity: "5" },
        { meter: "users", quantity: "2" },
      ],
      current: "team",
      // The free plan would have blocked the fifth.
      plans: [
        { plan: "team", name: "Team" },
        { plan: "starter", name: "Starter" },
      ],
      suggested: null,
      saves: null,
    });
    expect((await api.get("/v1/customers/nobody/plan-suggestion")).status).toBe(422);
  });
}
