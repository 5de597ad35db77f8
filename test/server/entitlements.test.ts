import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { limitedModel } from "./limited-model.ts";
import { type Client, type RunningFlorin, runFlorin } from "./running-florin.ts";

let server: RunningFlorin;
let api: Client;
let customer = "";
let count = 0;

beforeAll(async () => {
  server = await runFlorin("2026-01-10T10:00:00Z");
  api = server.api;
  await api.post("/v1/models", limitedModel);
});
afterAll(() => server?.stop());
beforeEach(async () => {
  count += 1;
  customer = `c-${count}`;
  await api.post("/v1/customers", { id: customer, name: "Some" });
  await api.post("/v1/subscriptions", {
    id: `s-${count}`,
    customer,
    plan: "team",
    start: "2026-01-01",
  });
});

type Json = Record<string, unknown>;
const said = async (path: string, body: object, headers?: Readonly<Record<string, string>>) => {
  const { status, json } = await api.post(`/v1/entitlements/${path}`, { ...body }, headers);
  return { http: status, ...(json as Json) };
};
const check = (more: object) => said("check", { customer, ...more });
const reserve = (more: object) => said("reserve", { customer, meter: "calls", ...more });
const track = (id: string, more: object = {}) =>
  said("track", { customer, type: "call", id, ...more });
const send = (id: string, more: object = {}) =>
  api.post("/v1/events", { id, type: "call", customer, time: "2026-01-10T09:30:00Z", ...more });

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
  await send(`p-${customer}`, { time: "2025-12-15T10:00:00Z" });
  const { status, json } = await api.get(`/v1/customers/${customer}/plan-suggestion`);
  expect(status).toBe(200);
  expect(json).toMatchObject({
    customer,
    from: "2025-12-01T00:00:00Z",
    to: "2026-01-01T00:00:00Z",
    usage: [
      { meter: "calls", quantity: "1" },
      { meter: "requests", quantity: "1" },
    ],
    current: "team",
    plans: [{ plan: "team", name: "Team" }],
    suggested: null,
    saves: null,
  });
  expect((await api.get("/v1/customers/nobody/plan-suggestion")).status).toBe(422);
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
    expect(await tokens("2", "0.6")).toMatchObject({ status: "refused", quota: { id: "tokens" } });
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
    expect(await check({ meter: "calls" })).toMatchObject({ quota: { used: "2", reserved: "0" } });
  });

  it("decides anew what goes beyond what was set apart", async () => {
    await reserve({ id: `r-${customer}`, quantity: 6 });
    await reserve({ id: `o-${customer}`, quantity: 3 });
    const finalize = (quantity: number) =>
      said("finalize", { reservation: `r-${customer}`, quantity });
    expect(await finalize(8)).toMatchObject({ allowed: false, reservation: { state: "open" } });
    expect(await finalize(7)).toMatchObject({ allowed: true, reservation: { used: "7" } });
  });

  it("lists what is open, what lapses first in front", async () => {
    const open = async (more = ""): Promise<Json> =>
      (await api.get(`/v1/entitlements/reservations?customer=${customer}${more}`)).json as Json;
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
    expect(await renew({})).toMatchObject({ http: 422, errors: [{ code: "reservation-closed" }] });
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
    expect(await check({ meter: "calls" })).toMatchObject({ quota: { used: "1", reserved: "2" } });
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
    for (const quantity of ["1.5", "10001"])
      expect(await jobs({ quantity })).toMatchObject({
        http: 422,
        errors: [{ code: "quantity-out-of-range" }],
      });
    expect(await jobs({ id: "x".repeat(256), quantity: 1 })).toMatchObject({
      errors: [{ code: "invalid-id" }],
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

it("follows corrections of events", async () => {
  await track(`v-${customer}`);
  await track(`w-${customer}`);
  const event = { source: "api", id: `v-${customer}` };
  const { events } = server.florin.store;
  await events.correct("default", [{ id: "x", kind: "void", of: event }], () => []);
  const { json } = await api.get(`/v1/customers/${customer}/entitlements`);
  expect(json).toMatchObject({ quotas: [{ id: "calls", used: "1" }, {}, {}, {}] });
});
