import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { creditModel } from "../../src/account/credit-story.fixture.ts";
import { factShapes } from "../../src/account/fact-shape.ts";
import type { Invoice } from "../../src/account/invoice.ts";
import { moneyFactShapes } from "../../src/account/money-fact-shape.ts";
import { creditFactShapes } from "../../src/credit/credit-fact-shape.ts";
import { type RunningFlorin, runFlorin } from "./running-florin.ts";
import { storedRows } from "./stored-rows.ts";

const now = "2026-04-10T12:00:00Z";
const own = { customer: "c-1" } as const;
const about = { ...own, subscription: "s-1" } as const;

/** Acme with credits, a promise of service, coupons and a second version. */
const model = {
  ...creditModel,
  slas: {
    standard: {
      name: "Standard",
      uptime: "99.9%",
      credits: [{ below: "99.9%", credit: "10%" }],
      remedy: "credit-note",
    },
  },
  plans: { ...creditModel.plans, team: { ...creditModel.plans.team, sla: "standard" } },
  coupons: {
    off: { name: "Off", code: "OFF", discount: "loyalty", duration: { kind: "forever" } },
  },
} as const;

/** What has happened by now: invoices of each kind of standing, money, credits, and a pause of another subscription. */
const before: readonly (readonly [path: string, body: object])[] = [
  ["/v1/customers", { id: "c-1", name: "Northwind" }],
  [
    "/v1/subscriptions",
    { id: "s-1", ...own, plan: "team", cadence: "monthly", start: "2026-01-05" },
  ],
  [
    "/v1/subscriptions",
    { id: "s-2", ...own, plan: "plus", cadence: "monthly", start: "2026-01-05" },
  ],
  [
    "/v1/subscriptions",
    { id: "s-3", ...own, plan: "plus", cadence: "monthly", start: "2026-01-05" },
  ],
  [
    "/v1/subscriptions",
    { id: "s-4", ...own, plan: "team", cadence: "monthly", start: "2026-01-05" },
  ],
];

let server: RunningFlorin;

const invoices = async (): Promise<readonly Invoice[]> => {
  const listed = (await server.api.get("/v1/invoices?limit=100")).json as {
    items: readonly { id: string }[];
  };
  return Promise.all(
    listed.items.map(
      async ({ id }) => (await server.api.get(`/v1/invoices/${id}`)).json as Invoice,
    ),
  );
};

beforeAll(async () => {
  server = await runFlorin("2026-01-01T00:00:00Z");
  expect((await server.api.post("/v1/models", model)).status).toBe(201);
  for (const [path, body] of before)
    expect((await server.api.post(path, body)).status, path).toBe(201);
  await server.moveTo("2026-04-01T00:00:00Z");
  const events: readonly (readonly [path: string, body: object])[] = [
    ["/v1/payments", { id: "p-1", ...own, amount: "499 USD", method: "card", provider: "stripe" }],
    ["/v1/write-offs", { id: "w-1", ...own, invoice: "c-1:2", amount: "9 USD" }],
    [
      "/v1/credit-grants",
      { id: "g-1", ...own, kind: "goodwill", amount: "9000 USD", date: "2026-04-01" },
    ],
    ["/v1/pauses", { id: "z-1", ...own, subscription: "s-2", on: "2026-04-01" }],
    ["/v1/cancellations", { id: "z-2", ...own, subscription: "s-3", on: "2026-04-01" }],
    ["/v1/cancellations", { id: "z-3", ...own, subscription: "s-4", on: "2026-12-01" }],
    ["/v1/contests", { id: "k-1", ...own, invoice: "c-1:2" }],
    ["/v1/disputes", { id: "d-1", ...own, payment: "p-1", amount: "5 USD", provider: "stripe" }],
  ];
  for (const [path, body] of events) {
    const answer = await server.api.post(path, body);
    expect([path, answer.status, answer.status === 201 ? "" : answer.text]).toEqual([
      path,
      201,
      "",
    ]);
  }
  await server.moveTo(now);
}, 120_000);

afterAll(() => server?.stop());

/** The days that a fact may speak of: one behind, today, and one to come. */
const days = ["2026-04-07", "2026-04-10", "2026-06-15"] as const;

interface Row {
  readonly kind: string;
  readonly fact: (day: string) => object;
  readonly refused?: Readonly<Record<string, string>>;
}

const notYet = { "2026-06-15": "not-yet" } as const;

/**
 * Every kind of fact, as it may be told here, after others where it is of one of those; what a day cannot have is refused with
 * the code beside it.
 */
const told: readonly (readonly [Row["kind"], Row["fact"], Row["refused"]?])[] = [
  ["customer", () => ({ id: "c-1", name: "Northwind Ltd" })],
  ["vat-check", () => ({ id: "n", ...own, number: "FR40303265045", valid: true, checkedAt: now })],
  ["subscription", (start) => ({ id: "n", ...own, plan: "seats", cadence: "annual", start })],
  ["licence", (start) => ({ id: "n", ...own, licence: "standard", start })],
  ["sale", (date) => ({ id: "n", ...own, offer: "tuning", date })],
  ["change", (on) => ({ id: "n", ...about, quantity: 2, on })],
  ["cancel", (on) => ({ id: "n", ...about, on })],
  ["pause", (on) => ({ id: "n", ...about, on })],
  ["resume", (on) => ({ id: "n", ...own, subscription: "s-2", on })],
  ["reactivate", (on) => ({ id: "n", ...own, subscription: "s-3", on })],
  ["undo", () => ({ id: "n", ...own, subscription: "s-4", change: "z-3" })],
  ["coupon", (on) => ({ id: "n", ...about, code: "OFF", on })],
  ["grant", (date) => ({ id: "n", ...own, credit: "pack", date })],
  ["void-grant", (date) => ({ id: "n", ...own, grant: "g-1", date, reason: "a slip" }), notYet],
  [
    "adjust-grant",
    (date) => ({ id: "n", ...own, grant: "g-1", date, add: "5 USD", reason: "a slip" }),
    notYet,
  ],
  [
    "top-up-rule",
    (date) => ({ id: "n", ...own, credit: "pack", date, whenBelow: "9 USD", amount: "90 USD" }),
  ],
  ["uptime", () => ({ id: "n", sla: "standard", month: "2026-03", uptime: "99%" })],
  ["sla-claim", (date) => ({ id: "n", ...own, sla: "standard", month: "2026-03", date })],
  [
    "payment",
    (day) => ({
      id: "n",
      ...own,
      amount: "10 USD",
      method: "card",
      receivedAt: `${day}T00:00:00Z`,
    }),
  ],
  ["refund", () => ({ id: "n", ...own, payment: "p-1", amount: "10 USD", reopen: "last" })],
  ["payment-return", () => ({ id: "n", ...own, payment: "p-1", amount: "1 USD" })],
  ["write-off", () => ({ id: "n", ...own, invoice: "c-1:3" })],
  ["write-off-reversal", () => ({ id: "n", ...own, writeOff: "w-1" })],
  ["recovery", () => ({ id: "n", ...own, writeOff: "w-1", amount: "5 USD" })],
  ["dispute", () => ({ id: "n", ...own, payment: "p-1", amount: "10 USD", provider: "stripe" })],
  ["dispute-outcome", () => ({ id: "n", ...own, dispute: "d-1", outcome: "lost" })],
  ["balance-application", () => ({ id: "n", ...own })],
  [
    "reassignment",
    () => ({
      id: "n",
      ...own,
      of: { kind: "payment", id: "p-1" },
      from: [{ invoice: "c-1:1", amount: "1 USD" }],
      to: [{ invoice: "c-1:3", amount: "1 USD" }],
    }),
  ],
  ["contest", () => ({ id: "n", ...own, invoice: "c-1:3" })],
  ["contest-end", () => ({ id: "n", ...own, invoice: "c-1:2" })],
  [
    "payment-promise",
    (until) => ({ id: "n", ...own, invoice: "c-1:3", until }),
    { "2026-04-07": "promise-in-past", "2026-04-10 told later": "promise-in-past" },
  ],
  ["charge", () => ({ id: "n", ...own, invoice: "c-1:3", method: "card" })],
  ["charge-failure", () => ({ id: "n", ...own, charge: "m" })],
  ["credit-note", () => ({ id: "n", ...own, invoice: "INV-000001", reason: "as agreed" })],
];

const rows = told.map(([kind, fact, refused = {}]): Required<Row> => ({ kind, fact, refused }));

/** What must have been told before, in the same preview. */
const first: Readonly<Record<string, object>> = {
  "charge-failure": { fact: "charge", id: "m", ...own, invoice: "c-1:3", method: "card" },
};

interface Refused {
  readonly code?: string;
  readonly errors?: readonly { readonly code: string }[];
}

interface Preview {
  readonly at: string;
  readonly with: readonly Invoice[];
  readonly without: readonly Invoice[];
}

const preview = (facts: readonly object[], more: object = {}) =>
  server.api.post("/v1/preview", { customer: "c-1", facts, ...more });

const later = "2026-05-01T09:00:00Z";

describe("a preview", () => {
  it.each(rows)(
    "takes a $kind of a day behind, of today and of one to come, told now or later",
    async ({ kind, fact, refused }) => {
      const kept = await storedRows(server.florin.store);
      const account = (await server.api.get("/v1/customers/c-1")).text;
      for (const day of days)
        for (const told of ["now", "later"]) {
          const facts = [first[kind] ?? [], { fact: kind, ...fact(day) }].flat();
          const answer = await preview(facts, told === "now" ? {} : { at: later });
          const { errors = [], code } = answer.json as Refused;
          const outcome = answer.status === 200 ? undefined : (errors[0]?.code ?? code);
          const about = `${day} told ${told}`;
          expect([about, outcome]).toEqual([about, refused[about] ?? refused[day]]);
        }
      expect(await storedRows(server.florin.store)).toEqual(kept);
      expect((await server.api.get("/v1/customers/c-1")).text).toBe(account);
    },
  );

  it("is of every kind of fact about credits and money, and of nothing that is no fact", () => {
    const shown = rows.map(({ kind }) => kind);
    const kinds = Object.keys({ ...creditFactShapes, ...moneyFactShapes });
    expect(kinds.filter((kind) => !shown.includes(kind))).toEqual([]);
    expect(shown.filter((kind) => !Object.hasOwn(factShapes, kind))).toEqual([]);
  });

  it("is of nothing before now, and of nobody else", async () => {
    const sale = { fact: "sale", id: "n", ...own, offer: "tuning", date: "2026-04-10" };
    const codeOf = async (asked: ReturnType<typeof preview>) =>
      ((await asked).json as Refused).errors?.[0]?.code ?? ((await asked).json as Refused).code;
    const closed = { fact: "pause", id: "n", ...about, on: "2026-03-20" };
    expect(await codeOf(preview([closed]))).toBe("period-closed");
    expect(await codeOf(preview([sale], { at: "2026-04-01T00:00:00Z" }))).toBe("invalid-range");
    expect(await codeOf(preview([{ ...sale, customer: "c-2" }]))).toBe("preview-of-another");
    expect(await codeOf(preview([{ fact: "customer", id: "c-2", name: "Other" }]))).toBe(
      "preview-of-another",
    );
  });

  it("shows the documents that are then made, and those that are made anyway", async () => {
    const facts: readonly (readonly [path: string, kind: string, body: object])[] = [
      ["/v1/sales", "sale", { id: "n-1", ...own, offer: "tuning", date: "2026-03-30" }],
      ["/v1/changes", "change", { id: "n-2", ...about, quantity: 3, plan: "hybrid" }],
      ["/v1/resumptions", "resume", { id: "n-3", ...own, subscription: "s-2", on: "2026-04-20" }],
      ["/v1/credit-grants", "grant", { id: "n-4", ...own, credit: "pack", date: "2026-04-15" }],
      ["/v1/credit-notes", "credit-note", { id: "n-5", ...own, invoice: "c-1:3", reason: "late" }],
    ];
    const until = "2026-05-20T00:00:00Z";
    const shown = (
      await preview(
        facts.map(([, fact, body]) => ({ fact, ...body })),
        { until },
      )
    ).json as Preview;
    const before = new Set((await invoices()).map(({ id }) => id));
    for (const [path, , body] of facts)
      expect((await server.api.post(path, body)).status, path).toBe(201);
    await server.moveTo(until);
    const made = (await invoices()).filter(({ id }) => !before.has(id));
    const drafts = made.map((one) => ({ ...one, number: null, status: "draft" }));
    expect(shown.with.length).toBeGreaterThan(4);
    expect(shown.with).toEqual(drafts.toSorted(byPlace));
    expect(shown.without.length).toBeGreaterThan(0);
  });
});

const placeOf = ({ id }: Pick<Invoice, "id">): number => Number(id.slice(id.indexOf(":") + 1));
const byPlace = (left: Pick<Invoice, "id">, right: Pick<Invoice, "id">): number =>
  placeOf(left) - placeOf(right);
