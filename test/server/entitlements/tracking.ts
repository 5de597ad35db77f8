import { beforeEach, describe, expect, it } from "vitest";
import type { Client } from "../running-florin.ts";
import type { Using } from "./using.ts";

/** Events that are stored only where they are allowed. */
export function tracking(use: Using): void {
  const { check, track } = use;
  let customer = "";
  let api: Client;
  beforeEach(() => {
    customer = use.customer();
    api = use.api();
  });

  describe("tracking", () => {
    it("stores what is allowed and nothing beyond, each identity once", async () => {
      for (let at = 1; at <= 10; at += 1)
        expect(await track(`t-${customer}-${at}`)).toMatchObject({
          status: "accepted",
          allowed: true,
        });
      expect(await track(`t-${customer}-11`)).toMatchObject({
        status: "refused",
        allowed: false,
        reason: "quota-exceeded",
      });
      const quota = { id: "calls", used: "10", remaining: "0" };
      expect(await track(`t-${customer}-3`)).toMatchObject({
        status: "duplicate",
        allowed: true,
        reason: "counted-before",
        quota,
      });
      expect(await track(`t-${customer}-3`, { data: { tokens: 1 } })).toMatchObject({
        status: "conflict",
        allowed: false,
        reason: "identity-taken",
        quota,
      });
      const { json } = await api.get(`/v1/customers/${customer}/entitlements`);
      expect(json).toMatchObject({
        quotas: [{ id: "calls", used: "10", remaining: "0" }, {}, {}, {}],
      });
    });

    it("asks every quota that looks at the event", async () => {
      const tokens = (id: string, amount: string) =>
        track(`${customer}-${id}`, { data: { tokens: amount } });
      expect(await tokens("1", "100")).toMatchObject({ status: "accepted" });
      expect(await tokens("2", "0.6")).toMatchObject({
        status: "refused",
        quota: { id: "tokens" },
      });
      expect(await tokens("3", "0.5")).toMatchObject({ status: "accepted" });
      expect(await check({ meter: "calls" })).toMatchObject({ quota: { used: "2" } });
    });

    it("takes an event back that brings a count of different users too far", async () => {
      const login = (id: string, user: string) =>
        track(`${customer}-${id}`, { type: "login", data: { user } });
      expect(await login("1", "ann")).toMatchObject({ status: "accepted" });
      expect(await login("2", "bob")).toMatchObject({ status: "accepted" });
      expect(await login("3", "cyd")).toMatchObject({ status: "refused", quota: { id: "users" } });
      expect(await login("4", "ann")).toMatchObject({ status: "accepted" });
      expect(await login("3", "bob")).toMatchObject({ status: "accepted" });
    });
  });
}
