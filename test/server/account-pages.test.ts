import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acme } from "../../src/account/account.fixture.ts";
import type { Model } from "../../src/model/model.ts";
import type {
  CreditHoldings,
  CustomerNotice,
  CustomerReceivables,
  DunningAnswer,
  Timeline,
  TimelineMoment,
  Upcoming,
} from "../../src/services/accounts/account-answers.ts";
import type { CustomerDetail } from "../../src/services/reports.ts";
import type { SubscriptionDetail } from "../../src/services/subscription-answers.ts";
import { asking } from "./asking.ts";
import { daysOf, equalTo, narrowsAsLooking } from "./narrowed-lists.ts";
import { type RunningFlorin, runFlorin } from "./running-florin.ts";

let server: RunningFlorin;
const { get, all, post } = asking(() => server.api);

const model: Model = {
  ...acme,
  addons: {
    insights: {
      name: "Insights",
      stream: "subscriptions",
      prices: { monthly: { kind: "flat", amount: "20 USD" } },
    },
  },
  payment: {
    methods: {},
    ...acme.payment,
    dunning: {
      steps: [
        { afterDueDays: 3, action: "remind", template: "friendly" },
        { afterDueDays: 10, action: "warn", fee: "5 USD" },
        { afterDueDays: 30, action: "suspend" },
      ],
      stream: "services",
    },
  },
};

const told: readonly (readonly [path: string, body: object])[] = [
  ["/v1/models", model],
  ["/v1/customers", { id: "c-1", name: "Alder" }],
  ["/v1/customers", { id: "c-2", name: "Birch" }],
  [
    "/v1/subscriptions",
    { id: "s-1", customer: "c-1", plan: "team", cadence: "monthly", start: "2026-01-01" },
  ],
  [
    "/v1/subscriptions",
    { id: "a-1", customer: "c-1", addon: "insights", of: "s-1", start: "2026-01-01" },
  ],
  ["/v1/subscriptions", { id: "s-2", customer: "c-2", plan: "tried", start: "2026-03-20" }],
  [
    "/v1/credit-grants",
    {
      id: "g-1",
      customer: "c-2",
      kind: "goodwill",
      amount: "45 USD",
      date: "2026-01-01",
      expires: "2026-04-10",
    },
  ],
];

beforeAll(async () => {
  server = await runFlorin("2026-01-01T00:00:00Z");
  for (const [path, body] of told)
    expect((await post(path, body)).status, JSON.stringify(body)).toBe(201);
  await server.moveTo("2026-03-15T12:00:00Z");
  const change = { id: "ch-1", customer: "c-1", subscription: "s-1", on: "2026-04-01" };
  expect((await post("/v1/changes", { ...change, cadence: "annual" })).status).toBe(201);
  const payment = { id: "p-1", customer: "c-1", amount: "600 USD", method: "bank-transfer" };
  expect((await post("/v1/payments", payment)).status).toBe(201);
  await server.moveTo("2026-03-25T12:00:00Z");
});
afterAll(() => server?.stop());

const shown = ({ at, kind, amount, invoice, name, note }: TimelineMoment) =>
  [at.slice(0, 10), kind, name, note, invoice?.number, amount]
    .filter((one) => one != null)
    .join(" ");

describe("the timeline of an account", () => {
  it("tells facts, documents, money and dunning in one order, the latest first", async () => {
    const { items, next } = await get<Timeline>("/v1/customers/c-1/timeline?limit=200");
    expect(next).toBeNull();
    expect(items.map(shown)).toEqual([
      "2026-03-22 warn INV-000003 5.00",
      "2026-03-15 payment INV-000001 600.00",
      "2026-03-15 change annual",
      "2026-03-15 remind friendly INV-000003 5.00",
      "2026-03-13 warn INV-000002 519.00",
      "2026-03-13 invoice INV-000005 5.00",
      "2026-03-06 remind friendly INV-000002 519.00",
      "2026-03-02 suspend INV-000001 519.00",
      "2026-03-01 invoice INV-000004 519.00",
      "2026-02-10 warn INV-000001 519.00",
      "2026-02-10 invoice INV-000003 5.00",
      "2026-02-03 remind friendly INV-000001 519.00",
      "2026-02-01 invoice INV-000002 519.00",
      "2026-01-01 invoice INV-000001 519.00",
      "2026-01-01 subscription Team",
      "2026-01-01 subscription Insights",
      "2026-01-01 customer Alder",
    ]);
  });

  it("is read page by page, and by its parts", async () => {
    const whole = await get<Timeline>("/v1/customers/c-1/timeline?limit=200");
    expect(await all<TimelineMoment>("/v1/customers/c-1/timeline", 2)).toEqual(whole.items);
    const documents = await get<Timeline>("/v1/customers/c-1/timeline?group=document");
    expect(new Set(documents.items.map(({ kind }) => kind))).toEqual(new Set(["invoice"]));
    expect(documents.toCome.map(({ kind }) => kind)).toContain("next-invoice");
    const march = "from=2026-03-01T00:00:00Z&to=2026-03-02T00:00:00Z";
    const some = await get<Timeline>(`/v1/customers/c-1/timeline?${march}`);
    expect(some.items.every(({ at }) => at.startsWith("2026-03-01"))).toBe(true);
    expect(some.items.length).toBeGreaterThan(0);
  });

  it("shows what is to come, the next first", async () => {
    const { toCome } = await get<Timeline>("/v1/customers/c-1/timeline");
    expect(toCome.map(shown)).toEqual([
      "2026-03-31 invoice-due INV-000004 519.00",
      "2026-04-01 change Insights",
      "2026-04-01 change Team annual",
      "2026-04-01 next-invoice",
      "2026-04-02 dunning-step suspend INV-000002 438.00",
      "2026-04-03 dunning-step remind INV-000004 519.00",
      "2026-04-11 dunning-step suspend INV-000003 5.00",
      "2026-04-12 invoice-due INV-000005 5.00",
      "2026-04-15 dunning-step remind INV-000005 5.00",
    ]);
    const other = await get<Timeline>("/v1/customers/c-2/timeline");
    expect(other.toCome.map(shown)).toEqual([
      "2026-04-03 trial-end Tried",
      "2026-04-03 next-invoice",
      "2026-04-10 grant-expiry Goodwill credits 45.00",
    ]);
  });

  it("refuses another customer, another part and a cursor of another list", async () => {
    const status = async (path: string): Promise<number> => (await server.api.get(path)).status;
    expect(await status("/v1/customers/nobody/timeline")).toBe(404);
    expect(await status("/v1/customers/c-1/timeline?group=weather")).toBe(422);
    const { next } = await get<Timeline>("/v1/customers/c-1/timeline?limit=1");
    expect(await status(`/v1/customers/c-2/timeline?limit=1&cursor=${next}`)).toBe(400);
  });
});

describe("what a customer owes", () => {
  it("is its open invoices with their dunning, and its payments", async () => {
    const owed = await get<CustomerReceivables>("/v1/customers/c-1/receivables");
    expect(owed).toMatchObject({
      currency: "USD",
      owed: "967.00",
      overdue: "443.00",
      balance: "0.00",
      suspendedSince: null,
    });
    expect(owed.payments).toEqual([
      {
        id: "p-1",
        at: "2026-03-15T12:00:00Z",
        amount: "600.00",
        method: "bank-transfer",
        provider: null,
        appliedTo: [
          { id: "c-1:1", number: "INV-000001", amount: "519.00" },
          { id: "c-1:2", number: "INV-000002", amount: "81.00" },
        ],
        unapplied: "0.00",
        returned: "0.00",
        disputed: "0.00",
      },
    ]);
    const step = (one: { action: string } | null) => one?.action ?? null;
    const items = owed.items.map(({ number, open, status, daysOverdue, stage, next }) => [
      number,
      open,
      status,
      daysOverdue,
      step(stage),
      step(next),
    ]);
    expect(items).toEqual([
      ["INV-000002", "438.00", "open", 22, "warn", "suspend"],
      ["INV-000003", "5.00", "open", 13, "warn", "suspend"],
      ["INV-000004", "519.00", "open", 0, null, "remind"],
      ["INV-000005", "5.00", "open", 0, null, "remind"],
      ["INV-000001", "0.00", "paid", 0, null, null],
    ]);
    expect(owed.notices.map(({ action, fee, invoices }) => [action, fee, ...invoices])).toEqual([
      ["warn", null, "INV-000003"],
      ["remind", null, "INV-000003"],
      ["warn", "5 USD", "INV-000002"],
      ["remind", null, "INV-000002"],
      ["suspend", null, "INV-000001"],
      ["warn", "5 USD", "INV-000001"],
      ["remind", null, "INV-000001"],
    ]);
    expect((await server.api.get("/v1/customers/nobody/receivables")).status).toBe(404);
  });
});

describe("dunning", () => {
  it("lists the steps that were taken, newest first and page by page", async () => {
    interface Notices {
      readonly items: readonly { id: string; action: string; customer: string; total: string }[];
      readonly next: string | null;
    }
    const found: string[] = [];
    for (let path = "/v1/dunning-notices?limit=3"; path !== ""; ) {
      const { items, next } = await get<Notices>(path);
      found.push(...items.map(({ id, action, customer }) => `${customer} ${action} ${id}`));
      path = next === null ? "" : `/v1/dunning-notices?limit=3&cursor=${next}`;
    }
    const actions = ["warn", "remind", "warn", "remind", "suspend", "warn", "remind"];
    expect(found).toEqual(
      actions.map((action, index) => `c-1 ${action} c-1/dunning/${actions.length - index}`),
    );
    const suspending = await get<Notices>("/v1/dunning-notices?customer=c-1&action=suspend");
    expect(suspending.items.map(({ id }) => id)).toEqual(["c-1/dunning/3"]);
    expect((await get<Notices>("/v1/dunning-notices?customer=nobody")).items).toEqual([]);
    await narrowsAsLooking<CustomerNotice>(get, "/v1/dunning-notices", [
      equalTo("customer", ({ customer }) => customer),
      {
        name: "action",
        values: () => ["remind", "warn", "suspend", "cancel"],
        keeps: ({ action }, value) => action === value,
      },
      ...daysOf<CustomerNotice>("given", ({ at }) => at),
    ]);
    const wrong = await server.api.get("/v1/dunning-notices?action=shout");
    expect(wrong.json).toMatchObject({ status: 422, errors: [{ code: "not-a-choice" }] });
    const foreign = await server.api.get("/v1/dunning-notices?action=warn&cursor=x");
    expect(foreign.json).toMatchObject({ code: "invalid-cursor" });
  });

  it("counts accounts by the furthest step that one of their invoices has come to", async () => {
    const dunning = await get<DunningAnswer>("/v1/dunning");
    expect(dunning).toMatchObject({
      currency: "USD",
      accounts: 1,
      overdue: "443.00",
      suspended: 0,
    });
    expect(
      dunning.stages.map(({ action, accounts, overdue }) => [action, accounts, overdue]),
    ).toEqual([
      ["remind", 0, "0.00"],
      ["warn", 1, "443.00"],
      ["suspend", 0, "0.00"],
    ]);
    expect(dunning.items).toEqual([
      {
        customer: "c-1",
        name: "Alder",
        currency: "USD",
        owed: "967.00",
        overdue: "443.00",
        oldestDueAt: "2026-03-03T00:00:00Z",
        daysOverdue: 22,
        stage: { action: "warn", afterDueDays: 10, at: "2026-03-13T00:00:00Z" },
        next: { action: "suspend", afterDueDays: 30, at: "2026-04-02T00:00:00Z" },
        suspendedSince: null,
        parked: false,
      },
    ]);
  });

  it("lists a page of those that stand on a step, or are without access; the figures stay those of all", async () => {
    const { items, next, ...figures } = await get<DunningAnswer>("/v1/dunning");
    expect(next).toBeNull();
    for (const [query, found] of [
      ["afterDueDays=10", items],
      ["afterDueDays=3", []],
      ["suspended=false", items],
      ["suspended=true", []],
    ] as const)
      expect(await get(`/v1/dunning?${query}`), query).toEqual({
        ...figures,
        items: found,
        next: null,
      });
    for (const query of ["afterDueDays=soon", "afterDueDays=1.5", "suspended=yes", "limit=501"])
      expect((await server.api.get(`/v1/dunning?${query}`)).status, query).toBe(
        query.startsWith("limit") ? 400 : 422,
      );
    expect((await server.api.get("/v1/dunning?cursor=x")).json).toMatchObject({
      code: "invalid-cursor",
    });
  });
});

describe("credits of all customers", () => {
  it("are what may be spent, what was paid for it, and what expires soon", async () => {
    expect(await get<CreditHoldings>("/v1/credits")).toEqual({
      currency: "USD",
      holders: 1,
      balance: "45.00",
      paid: "0.00",
      given: "45.00",
      expiring: "45.00",
      until: "2026-04-24T12:00:00Z",
      used: "0.00",
      expired: "0.00",
      next: null,
      items: [
        {
          customer: "c-2",
          name: "Birch",
          currency: "USD",
          balance: "45.00",
          paid: "0.00",
          nextExpiry: {
            at: "2026-04-10T00:00:00Z",
            amount: "45.00",
            grant: "g-1",
            name: "Goodwill credits",
          },
        },
      ],
    });
    expect(await get<CreditHoldings>("/v1/credits?days=5")).toMatchObject({ expiring: "0.00" });
    for (const id of ["c-3", "c-4", "c-5"]) {
      const grant = { id: `g-${id}`, customer: id, kind: "goodwill", date: "2026-01-01" };
      await post("/v1/customers", { id, name: id });
      const amount = id === "c-4" ? "7 USD" : "5 USD";
      expect((await post("/v1/credit-grants", { ...grant, amount })).status).toBe(201);
    }
    const holders = await all<CreditHoldings["items"][number]>("/v1/credits", 1);
    expect(holders.map(({ customer }) => customer)).toEqual(["c-2", "c-4", "c-3", "c-5"]);
    for (const days of ["0", "9999", "x"])
      expect((await server.api.get(`/v1/credits?days=${days}`)).status).toBe(422);
  });
});

describe("what an account will issue", () => {
  it("is the next documents, as drafts", async () => {
    const { documents } = await get<Upcoming>("/v1/customers/c-1/upcoming");
    expect(documents.map(({ status, total }) => [status, total])).toEqual([["draft", "5010.00"]]);
    expect((await server.api.get("/v1/customers/nobody/upcoming")).status).toBe(404);
  });
});

describe("a subscription", () => {
  it("names its add-ons, its parent, its free days, what is to come and what it cost", async () => {
    const team = await get<SubscriptionDetail>("/v1/subscriptions/s-1");
    expect(team).toMatchObject({
      of: null,
      trialUntil: null,
      paidUntil: "2026-04-01T00:00:00Z",
      invoiced: {
        currency: "USD",
        total: "1497.00",
        kinds: [{ kind: "recurring", amount: "1497.00" }],
      },
      changes: [{ id: "ch-1", state: "to-come", by: "told", undoable: true }],
    });
    expect(team.changes[0]?.terms).toMatchObject({ plan: null, cadence: "annual" });
    expect(team.phases.map(({ current, cadence }) => [current, cadence])).toEqual([
      [true, "monthly"],
      [false, "annual"],
    ]);
    expect(team.addons).toMatchObject([
      { id: "a-1", of: "s-1", planName: "Insights", standing: "active", changesOn: "2026-04-01" },
    ]);
    const listed = await get<CustomerDetail>("/v1/customers/c-2");
    expect(listed.subscriptions).toMatchObject([
      { standing: "trialing", trialUntil: "2026-04-03" },
    ]);
    expect(await get("/v1/subscriptions/a-1")).toMatchObject({ of: "s-1", addons: [] });
    expect(await get("/v1/subscriptions/s-2")).toMatchObject({
      standing: "trialing",
      trialUntil: "2026-04-03",
    });
  });
});

describe("a customer that another pays for", () => {
  it("has a life of its own, and the account of its payer", async () => {
    const bought = { id: "s-9", customer: "c-9", plan: "team", cadence: "monthly" };
    for (const [path, body] of [
      ["/v1/customers", { id: "c-9", name: "Alder Research", payer: "c-1" }],
      ["/v1/subscriptions", { ...bought, start: "2026-03-25" }],
    ] as const)
      expect((await post(path, body)).status).toBe(201);
    const life = await get<Timeline>("/v1/customers/c-9/timeline");
    expect(life.items.map(({ kind }) => kind)).toEqual(["subscription", "customer"]);
    expect(life.toCome).toEqual([]);
    expect(await get("/v1/customers/c-9/receivables")).toMatchObject({ customer: "c-1" });
    expect(await get("/v1/subscriptions/s-9")).toMatchObject({ id: "s-9", standing: "active" });
  });
});

describe("what is remembered of dunning", () => {
  it("is what the customer's own page says, a day later, after a payment and on the next step", async () => {
    const asItStands = async (): Promise<object | undefined> => {
      const { owed, overdue, currency, suspendedSince, items } = await get<CustomerReceivables>(
        "/v1/customers/c-1/receivables",
      );
      const dunned = items.filter(({ stage }) => stage !== null);
      const days = dunned.map(({ daysOverdue }) => daysOverdue);
      const next = items.flatMap((item) => item.next ?? []).map(({ at }) => at);
      return dunned.length === 0
        ? undefined
        : {
            ...{ owed, overdue, currency, suspendedSince },
            daysOverdue: Math.max(...days),
            oldestDueAt: dunned.map(({ dueAt }) => dueAt).toSorted()[0] ?? "",
            next: expect.objectContaining({ at: next.toSorted()[0] }),
          };
    };
    const listed = async (): Promise<readonly DunningAnswer["items"][number][]> =>
      (await get<DunningAnswer>("/v1/dunning")).items;
    const agrees = async (): Promise<number | undefined> => {
      const [own] = await listed();
      expect(own).toMatchObject((await asItStands()) ?? {});
      expect(await listed()).toEqual(own === undefined ? [] : [own]);
      return own?.daysOverdue;
    };
    const before = await agrees();
    await server.moveTo("2026-03-26T12:00:00Z");
    expect(await agrees()).toBe((before ?? 0) + 1);
    const paid = { id: "p-2", customer: "c-1", amount: "100 USD", method: "bank-transfer" };
    expect((await post("/v1/payments", paid)).status).toBe(201);
    await agrees();
    await server.moveTo("2026-04-05T12:00:00Z");
    await agrees();
  });
});
