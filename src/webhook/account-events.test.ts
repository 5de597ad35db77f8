import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { isObject, violations } from "../../test/docs/json-schema.ts";
import { acme, at, customer, subscription } from "../account/account.fixture.ts";
import { type Account, openAccount } from "../account/account.ts";
import { creditModel } from "../account/credit-story.fixture.ts";
import type { AccountFact } from "../account/fact.ts";
import { customerOf, type DatedKind, inputOf } from "../account/issue-in-order.ts";
import { type PriceBooks, priceBooks } from "../account/price-book.ts";
import { soundStep } from "../account/sound-step.ts";
import type { GrantFact } from "../credit/credit-fact.ts";
import { expectOk } from "../fault/fault.ts";
import type { Definitions } from "../model/json-schema.ts";
import type { Instant } from "../time/instant.ts";
import { type AccountStep, accountEvents } from "./account-events.ts";
import { eventKinds } from "./catalogue.ts";
import { messageText, type OutgoingEvent } from "./event.ts";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const numberOf = (id: string): string => `N-${id}`;

/** Acme, with credits to give, and a policy for who does not pay. */
const books: PriceBooks = expectOk(
  priceBooks([
    {
      ...creditModel,
      payment: {
        methods: {},
        ...acme.payment,
        dunning: { steps: [{ afterDueDays: 3, action: "remind", template: "first" }] },
      },
    },
  ]),
);

/** Lives through what an account is told, as a server does, and gives its steps. */
function lived(facts: readonly AccountFact[], until: string): readonly AccountStep[] {
  let account: Account = openAccount(customer());
  let due: Instant | undefined;
  const steps: AccountStep[] = [];
  const take = (input: Parameters<typeof soundStep>[1], now: Instant, fact?: AccountFact) => {
    const stepped = expectOk(soundStep(account, input, books));
    const told = fact === undefined ? {} : { fact };
    steps.push({ ...stepped, before: account, after: stepped.account, at: now, ...told });
    account = stepped.account;
    due = stepped.nextDue;
  };
  const pass = (to: Instant): void => {
    while (due !== undefined && due <= to) take({ kind: "tick", now: due }, due);
  };
  for (const fact of facts) {
    const now = at(fact.recordedAt ?? "2026-01-31T00:00:00Z");
    pass(now - 1);
    expect(customerOf(fact)).toBe("c-1");
    take(inputOf({ fact: fact as DatedKind, at: now }), now, fact);
  }
  pass(at(until));
  return steps;
}

const eventsOf = (steps: readonly AccountStep[]): readonly OutgoingEvent[] =>
  steps.flatMap((step) => accountEvents(step, numberOf, sha256));

const own = { customer: "c-1" } as const;
const story: readonly AccountFact[] = [
  { ...subscription({ start: "2026-01-31" }), recordedAt: "2026-01-31T00:00:00Z" },
  {
    fact: "payment",
    id: "p-1",
    ...own,
    amount: "499 USD",
    method: "card",
    recordedAt: "2026-02-10T12:00:00Z",
  },
  {
    fact: "payment-return",
    id: "rt-1",
    ...own,
    payment: "p-1",
    reason: "AC04",
    recordedAt: "2026-02-12T12:00:00Z",
  },
  {
    fact: "write-off",
    id: "w-1",
    ...own,
    invoice: "c-1:1",
    recordedAt: "2026-03-20T12:00:00Z",
  } as AccountFact,
];

const grant = (terms: Pick<GrantFact, "credit" | "kind" | "amount">): GrantFact => ({
  fact: "grant",
  id: "g-1",
  ...own,
  date: "2026-01-31",
  recordedAt: "2026-01-31T00:00:00Z",
  ...terms,
});

describe("the events of an account", () => {
  it("tell a purchase, its invoice, money, what became of the invoice, and dunning, in order", () => {
    const types = eventsOf(lived(story, "2026-03-25T00:00:00Z")).map(({ type }) => type);
    expect(types).toEqual([
      "subscription.created",
      "invoice.issued",
      "payment.received",
      "invoice.paid",
      "payment.returned",
      "invoice.reopened",
      "invoice.issued",
      "dunning.step_taken",
      "invoice.written_off",
    ]);
  });

  it("have ids of their own, the same each time", () => {
    const ids = (): readonly string[] =>
      eventsOf(lived(story, "2026-03-25T00:00:00Z")).map(({ id }) => id);
    expect(new Set(ids()).size).toBe(9);
    expect(ids()).toEqual(ids());
    for (const id of ids()) expect(id).toMatch(/^evt_[0-9a-f]{32}$/);
  });

  it("say what their schemas describe, with no further field", () => {
    const given = grant({ credit: "welcome" });
    const told = eventsOf(lived([given, ...story], "2026-05-01T00:00:00Z"));
    expect(told.map(({ type }) => type)).toContain("credits.granted");
    for (const { type, data } of told) {
      const definitions: Definitions = new Map();
      const schema = eventKinds[type].schema(definitions);
      const document = { $defs: Object.fromEntries(definitions) };
      expect(violations(data, schema, { document, closed: true }), type).toEqual([]);
    }
  });

  it("name a document of the step by its own number, and an earlier one by what was looked up", () => {
    const [, paid] = eventsOf(lived(story, "2026-02-11T00:00:00Z")).filter(({ type }) =>
      ["invoice.issued", "invoice.paid"].includes(type),
    );
    expect(paid?.data).toMatchObject({ id: "c-1:1", number: "N-c-1:1", open: "0.00" });
  });

  it("tell once that credits run low: when they fall to a fifth of what was given", () => {
    const given = grant({ kind: "promotional", amount: "1100 USD" });
    const low = eventsOf(lived([given, ...story.slice(0, 1)], "2026-06-15T00:00:00Z")).filter(
      ({ type }) => type === "credits.low",
    );
    expect(low.map(({ data }) => data)).toEqual([
      { customer: "c-1", currency: "USD", left: "102.00", whenBelow: "220.00" },
    ]);
  });

  it("are sent as one text with the id, the type, the time and the account", () => {
    const [first] = eventsOf(lived(story, "2026-02-11T00:00:00Z"));
    const sent: unknown = JSON.parse(messageText(first as OutgoingEvent));
    expect(isObject(sent) && Object.keys(sent)).toEqual([
      "id",
      "type",
      "timestamp",
      "account",
      "data",
    ]);
    expect(sent).toMatchObject({
      type: "subscription.created",
      timestamp: "2026-01-31T00:00:00Z",
      account: "c-1",
      data: { customer: "c-1", plan: "team", recordedAt: "2026-01-31T00:00:00Z" },
    });
  });
});
