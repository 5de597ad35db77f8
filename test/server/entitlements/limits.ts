import { beforeEach, describe, expect, it } from "vitest";
import type { Client } from "../running-florin.ts";
import type { Said, Using } from "./using.ts";

/** What trials, free plans, nothing at all and capacity allow, from January 11 on. */
export function limits(use: Using): void {
  const { said } = use;
  let api: Client;
  let someone = "";
  beforeEach(async () => {
    api = use.api();
    someone = `o-${use.customer()}`;
    await api.post("/v1/customers", { id: someone, name: "Somebody" });
  });

  const buy = (more: object) =>
    api.post("/v1/subscriptions", { id: `s-${someone}`, customer: someone, ...more });
  const tell = async (path: string, more: object): Promise<void> => {
    const told = { id: `x-${someone}`, customer: someone, subscription: `s-${someone}`, ...more };
    const answer = await api.post(`/v1/${path}`, told);
    expect(answer.status, answer.text).toBe(201);
  };
  const check = (more: object) => said("check", { customer: someone, ...more });
  /** Calls that are tracked, as what became of each. */
  const calls = async (from: number, to: number): Promise<readonly unknown[]> => {
    const answers: Said[] = [];
    for (let at = from; at <= to; at += 1)
      answers.push(
        await said("track", { customer: someone, type: "call", id: `${someone}-${at}` }),
      );
    return answers.map(({ status }) => status);
  };
  const servedBy = async (): Promise<unknown> =>
    ((await api.get(`/v1/customers/${someone}/entitlements`)).json as Record<string, unknown>)
      .servedBy;

  describe("a trial", () => {
    it("has limits of its own while it lasts, and the plan's from when it is ended", async () => {
      await buy({ plan: "starter", start: "2026-01-11" });
      expect(await servedBy()).toEqual([{ kind: "trial", id: "starter" }]);
      expect(await calls(1, 4)).toEqual(["accepted", "accepted", "accepted", "refused"]);
      expect(await check({ meter: "calls" })).toMatchObject({
        reason: "quota-exceeded",
        quota: { limit: "3", from: "2026-01-11T00:00:00Z", to: "2026-01-25T00:00:00Z" },
      });
      expect(await check({ feature: "projects", quantity: 3 })).toMatchObject({ allowed: false });
      expect(await check({ feature: "support", level: "email" })).toMatchObject({ allowed: true });
      await tell("changes", { trialDays: 0 });
      expect(await servedBy()).toEqual([{ kind: "plan", id: "starter" }]);
      expect(await check({ feature: "projects", quantity: 5 })).toMatchObject({ allowed: true });
      // What was used in it counts in the plan's month.
      expect(await calls(5, 8)).toEqual(["accepted", "accepted", "accepted", "refused"]);
    });

    it("is followed by the plan, and by nothing but defaults where it was cancelled", async () => {
      await buy({ plan: "starter", start: "2026-01-11" });
      const left = `${someone}-left`;
      await api.post("/v1/customers", { id: left, name: "Leaver" });
      const trying = { id: `s-${left}`, customer: left, plan: "starter", start: "2026-01-11" };
      await api.post("/v1/subscriptions", trying);
      const end = { id: `e-${left}`, customer: left, subscription: `s-${left}` };
      await api.post("/v1/cancellations", { ...end, when: "period-end" });
      expect(await calls(1, 1)).toEqual(["accepted"]);
      const ofLeaver = (more: object) => said("check", { customer: left, ...more });
      expect(await ofLeaver({ meter: "calls" })).toMatchObject({ quota: { limit: "3" } });
      await use.server().moveTo("2026-01-25T00:00:00Z");
      expect(await check({ meter: "calls" })).toMatchObject({
        allowed: true,
        quota: { limit: "6", used: "1", sources: [{ kind: "plan", id: "starter" }] },
      });
      expect(await ofLeaver({ meter: "calls" })).toMatchObject({
        allowed: false,
        reason: "not-subscribed",
      });
      expect(await ofLeaver({ feature: "projects" })).toMatchObject({ reason: "not-granted" });
      expect(await ofLeaver({ feature: "docs" })).toMatchObject({ allowed: true });
    });
  });

  it("a free plan blocks at its limit until its window ends, and another plan's limit holds from its purchase on", async () => {
    await buy({ plan: "free", start: "2026-01-20" });
    expect(await calls(1, 3)).toEqual(["accepted", "accepted", "refused"]);
    expect(await check({ meter: "calls" })).toMatchObject({
      allowed: false,
      quota: { limit: "2", overage: "block", resetsAt: "2026-01-26T00:00:00Z" },
    });
    await use.server().moveTo("2026-01-26T00:00:00Z");
    expect(await calls(4, 6)).toEqual(["accepted", "accepted", "refused"]);
    await tell("changes", { plan: "team" });
    expect(await check({ meter: "calls" })).toMatchObject({
      allowed: true,
      quota: { limit: "10", used: "2" },
    });
  });

  it("who has bought nothing has features by default, and may use no meter", async () => {
    expect(await check({ feature: "docs" })).toMatchObject({
      allowed: true,
      reason: "granted",
      feature: { sources: [{ kind: "default", id: "" }] },
    });
    expect(await check({ feature: "sso" })).toMatchObject({ reason: "not-granted" });
    expect(await check({ meter: "calls" })).toMatchObject({ reason: "not-subscribed" });
    expect(await said("reserve", { customer: someone, meter: "calls", quantity: 1 })).toMatchObject(
      { allowed: false, reservation: null },
    );
    expect(await calls(1, 1)).toEqual(["refused"]);
  });

  it("capacity whose price blocks lets levels through up to what was bought", async () => {
    await buy({ plan: "fleet", start: "2026-01-20", quantities: { nodes: 4 } });
    const level = async (id: string, nodes: number) =>
      said("track", { customer: someone, type: "fleet", id: `${someone}-${id}`, data: { nodes } });
    expect(await level("a", 4)).toMatchObject({ status: "accepted" });
    expect(await level("b", 5)).toMatchObject({
      status: "refused",
      reason: "quota-exceeded",
      quota: { id: "charges/nodes", limit: "4", aggregation: "max" },
    });
    expect(await check({ meter: "nodes", quantity: 4 })).toMatchObject({ allowed: true });
    expect(await check({ meter: "nodes", quantity: 5 })).toMatchObject({ allowed: false });
    await tell("changes", { quantities: { nodes: 6 } });
    expect(await level("c", 6)).toMatchObject({ status: "accepted" });
    expect(await level("d", 7)).toMatchObject({ status: "refused" });
  });
}
