import { beforeEach, describe, expect, it } from "vitest";
import type { Client, RunningFlorin } from "../running-florin.ts";
import type { Said, Using } from "./using.ts";

/** What is set apart, and what it ends in. */
export function reservations(use: Using): void {
  const { check, reserve, said, send, track } = use;
  let customer = "";
  let api: Client;
  let server: RunningFlorin;
  beforeEach(() => {
    customer = use.customer();
    api = use.api();
    server = use.server();
  });

  describe("reserving", () => {
    it("holds what is set apart until it is finalized, and stores what was used", async () => {
      expect(await reserve({ id: `r-${customer}`, quantity: 6 })).toMatchObject({
        http: 201,
        allowed: true,
        reservation: { state: "open", quantity: "6", expiresAt: "2026-01-10T10:15:00Z" },
      });
      expect(await reserve({ quantity: 5 })).toMatchObject({
        http: 200,
        allowed: false,
        reservation: null,
        quota: { reserved: "6", remaining: "4" },
      });
      const done = { reservation: `r-${customer}`, quantity: 2 };
      const answer = { allowed: true, reservation: { state: "finalized", used: "2" } };
      expect(await said("finalize", done)).toMatchObject(answer);
      expect(await said("finalize", done)).toMatchObject(answer);
      expect(await said("finalize", { ...done, quantity: 3 })).toMatchObject({
        http: 422,
        errors: [{ code: "reservation-closed" }],
      });
      expect(await check({ meter: "calls" })).toMatchObject({
        quota: { used: "2", reserved: "0" },
      });
    });

    it("decides anew what goes beyond what was set apart", async () => {
      await reserve({ id: `r-${customer}`, quantity: 6 });
      await reserve({ id: `o-${customer}`, quantity: 3 });
      const finalize = (quantity: number) =>
        said("finalize", { reservation: `r-${customer}`, quantity });
      expect(await finalize(8)).toMatchObject({ allowed: false, reservation: { state: "open" } });
      expect(await finalize(7)).toMatchObject({ allowed: true, reservation: { used: "7" } });
    });

    it("stores what has happened though it goes beyond what is left, once", async () => {
      await reserve({ id: `r-${customer}`, quantity: 6 });
      await reserve({ id: `o-${customer}`, quantity: 4 });
      const used = { reservation: `r-${customer}`, quantity: 8 };
      expect(await said("finalize", { ...used, happened: false })).toMatchObject({
        allowed: false,
        reservation: { state: "open" },
      });
      const done = { reservation: { state: "finalized", used: "8" } };
      const first = await said("finalize", { ...used, happened: true });
      expect(first).toMatchObject({ ...done, allowed: false, reason: "quota-exceeded" });
      expect(await said("finalize", { ...used, happened: true })).toMatchObject(done);
      expect(await check({ meter: "calls" })).toMatchObject({ quota: { used: "8" } });
    });

    it("lists what is open, what lapses first in front", async () => {
      const open = async (more = ""): Promise<Said> =>
        (await api.get(`/v1/entitlements/reservations?customer=${customer}${more}`)).json as Said;
      await reserve({ id: `late-${customer}`, quantity: 1, holdsFor: "PT2H" });
      await reserve({ id: `soon-${customer}`, quantity: 2, holdsFor: "PT1H" });
      await reserve({ id: `gone-${customer}`, quantity: 3 });
      await said("release", { reservation: `gone-${customer}` });
      const first = await open("&limit=1");
      expect(first.items).toMatchObject([{ id: `soon-${customer}`, quantity: "2", state: "open" }]);
      expect(await open(`&limit=1&cursor=${String(first.next)}`)).toMatchObject({
        items: [{ id: `late-${customer}` }],
        next: null,
      });
    });

    it("gives back what was released, and by itself what lapsed", async () => {
      await reserve({ id: `r-${customer}`, quantity: 10 });
      expect(await check({ meter: "calls" })).toMatchObject({ allowed: false });
      await said("release", { reservation: `r-${customer}` });
      expect(await check({ meter: "calls" })).toMatchObject({ allowed: true });
      await reserve({ id: `l-${customer}`, quantity: 10, holdsFor: "PT1M" });
      await server.moveTo("2026-01-10T10:01:00Z");
      expect(await check({ meter: "calls" })).toMatchObject({ allowed: true });
      expect(await said("finalize", { reservation: `l-${customer}`, quantity: 4 })).toMatchObject({
        allowed: true,
        reservation: { used: "4" },
      });
    });

    it("lets a reservation hold on, for more where that is allowed and for less always", async () => {
      const renew = (more: object) => said("renew", { reservation: `n-${customer}`, ...more });
      await reserve({ id: `n-${customer}`, quantity: 6, holdsFor: "PT1M" });
      await send(`e-${customer}`);
      expect(await renew({ quantity: 9, holdsFor: "PT1H" })).toMatchObject({
        allowed: true,
        quota: { used: "1", reserved: "6", remaining: "3" },
        reservation: { quantity: "9", state: "open" },
      });
      expect(await renew({ quantity: 10 })).toMatchObject({
        allowed: false,
        reason: "quota-exceeded",
        reservation: { quantity: "9" },
      });
      // Past its limit by what was sent, it can still be made smaller.
      for (const one of ["a", "b"]) await send(`${one}-${customer}`);
      expect(await renew({ quantity: 9 })).toMatchObject({ allowed: true });
      expect(await renew({ quantity: 2 })).toMatchObject({ allowed: true });
      expect(await check({ meter: "calls" })).toMatchObject({ quota: { reserved: "2" } });
      const now = await api.get("/v1/clock");
      const { now: at } = now.json as { now: string };
      await server.moveTo(Date.parse(at) + 15 * 60_000);
      expect(await renew({})).toMatchObject({
        http: 422,
        errors: [{ code: "reservation-closed" }],
      });
    });

    it("tells what was used of one that lapsed once, also where it was closed meanwhile", async () => {
      const lapsing = await reserve({ id: `l-${customer}`, quantity: 4, holdsFor: "PT1M" });
      const { reservation } = lapsing as unknown as { reservation: { expiresAt: string } };
      await server.moveTo(reservation.expiresAt);
      await reserve({ quantity: 1 });
      const finalize = (quantity: number) =>
        said("finalize", { reservation: `l-${customer}`, quantity });
      const answer = { allowed: true, reservation: { state: "finalized", used: "4" } };
      expect(await finalize(4)).toMatchObject(answer);
      expect(await finalize(4)).toMatchObject(answer);
      expect(await finalize(6)).toMatchObject({ errors: [{ code: "reservation-closed" }] });
      expect(await check({ meter: "calls" })).toMatchObject({ quota: { used: "4" } });
    });

    it("answers a repeated request alike, by its id and by its key", async () => {
      const once = { id: `r-${customer}`, quantity: 2 };
      expect(await reserve(once)).toMatchObject({ http: 201 });
      expect(await reserve(once)).toMatchObject({ http: 200, reservation: { state: "open" } });
      expect(await reserve({ ...once, quantity: 3 })).toMatchObject({ http: 409 });
      const key = { "idempotency-key": `k-${customer}` };
      const asked = { customer, meter: "calls", quantity: 1 };
      const first = await said("reserve", asked, key);
      expect(await said("reserve", asked, key)).toEqual(first);
      expect(await check({ meter: "calls" })).toMatchObject({ quota: { reserved: "3" } });
    });

    it("refuses what it cannot set apart", async () => {
      const code = async (path: string, body: object) => {
        const { json } = await api.post(`/v1/entitlements/${path}`, body);
        return (json as { errors?: { code: string }[]; code: string }).errors?.[0]?.code;
      };
      const asked = { customer, meter: "calls", quantity: 1 };
      expect(await code("reserve", { ...asked, meter: "users" })).toBe("meter-not-reservable");
      expect(await code("reserve", { ...asked, holdsFor: "P2D" })).toBe("invalid-duration");
      expect(await code("release", { reservation: "none" })).toBe("not-found");
      await reserve({ id: `r-${customer}`, quantity: 5 });
      expect(await code("finalize", { reservation: `r-${customer}`, quantity: "1.5" })).toBe(
        "quantity-out-of-range",
      );
    });
  });

  describe("what a reservation ends in", () => {
    const finalize = (id: string, quantity: number, data?: object) =>
      said("finalize", { reservation: id, quantity, ...(data === undefined ? {} : { data }) });

    it("goes past none of the quotas that look at its events", async () => {
      await reserve({ id: `r-${customer}`, quantity: 2 });
      expect(await finalize(`r-${customer}`, 2, { tokens: "51" })).toMatchObject({
        allowed: false,
        quota: { id: "tokens" },
        reservation: { state: "open" },
      });
      expect(await finalize(`r-${customer}`, 2, { tokens: "50" })).toMatchObject({
        allowed: true,
        reservation: { state: "finalized" },
      });
      for (let at = 1; at <= 8; at += 1) await track(`${customer}-${at}`);
      await said("reserve", { id: `t-${customer}`, customer, meter: "tokens", quantity: "0.5" });
      expect(await said("finalize", { reservation: `t-${customer}` })).toMatchObject({
        allowed: false,
        quota: { id: "calls" },
      });
    });

    it("is stored whatever the names of others are", async () => {
      await reserve({ id: customer, quantity: 2 });
      await reserve({ id: `${customer}/1`, quantity: 1 });
      await finalize(customer, 2);
      await finalize(`${customer}/1`, 1);
      expect(await check({ meter: "calls" })).toMatchObject({ quota: { used: "3" } });
    });

    it("is not taken for an event that somebody sent under its name", async () => {
      await reserve({ id: customer, quantity: 2 });
      await send(`${customer}/2`, { source: "reservations" });
      expect(await finalize(customer, 2)).toMatchObject({
        http: 409,
        errors: [{ code: "event-conflict" }],
      });
      expect(await check({ meter: "calls" })).toMatchObject({
        quota: { used: "1", reserved: "2" },
      });
    });

    it.each([
      [{ note: "4111 1111 1111 1111" }, "card-data-refused"],
      [{ note: "a\u0000b" }, "invalid-text"],
      [{ note: { deep: 1 } }, "wrong-type"],
      [{ ["n".repeat(300)]: 1 }, "invalid-name"],
    ])("holds nothing that an event may not hold (%#)", async (data, code) => {
      await reserve({ id: `r-${customer}`, quantity: 1 });
      expect(await finalize(`r-${customer}`, 1, data)).toMatchObject({ errors: [{ code }] });
      expect(await check({ meter: "calls" })).toMatchObject({ quota: { reserved: "1" } });
    });

    it("can be said when it is set apart", async () => {
      const jobs = (more: object) => said("reserve", { customer, meter: "jobs", ...more });
      expect(await jobs({ quantity: "1.5" })).toMatchObject({
        http: 422,
        errors: [{ code: "quantity-out-of-range" }],
      });
      expect(await jobs({ id: "x".repeat(256), quantity: 1 })).toMatchObject({
        errors: [{ code: "invalid-id" }],
      });
    });

    it("may be more than one reservation ends in: the rest is sent as events", async () => {
      const of = { reservation: `jobs-${customer}` };
      await said("reserve", { customer, meter: "jobs", id: of.reservation, quantity: 5 });
      expect(await said("renew", { ...of, quantity: 10_001 })).toMatchObject({
        http: 200,
        allowed: true,
        reservation: { quantity: "10001" },
      });
      expect(await said("finalize", of)).toMatchObject({
        http: 422,
        errors: [{ code: "quantity-out-of-range", suggestion: expect.stringContaining("10000") }],
      });
      expect(await said("finalize", { ...of, quantity: 3 })).toMatchObject({
        reservation: { state: "finalized", used: "3" },
      });
    });

    it("does not let a name be used for other work", async () => {
      await reserve({ id: `r-${customer}`, quantity: 1 });
      await finalize(`r-${customer}`, 1);
      expect(await reserve({ id: `r-${customer}`, quantity: 1 })).toMatchObject({
        http: 422,
        errors: [{ code: "reservation-closed" }],
      });
    });
  });
}
