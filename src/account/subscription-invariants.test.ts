import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectPlainJson } from "../../test/plain-json.ts";
import { property } from "../../test/property.ts";
import { DAY_MS, type Instant } from "../time/instant.ts";
import { at, customer, subscription } from "./account.fixture.ts";
import { type Account, openAccount, type SubscriptionState } from "./account.ts";
import type { ChangeFact } from "./change-fact.ts";
import type { PurchaseFact } from "./fact.ts";
import type { Invoice } from "./invoice.ts";
import { versions } from "./life-story.fixture.ts";
import { openPhase } from "./phase.ts";
import { type Input, type Stepped, step } from "./step.ts";
import { brokenSubscription, brokenSubscriptions } from "./subscription-invariants.ts";
import { tellingTime } from "./telling-time.ts";
import { termsOf } from "./terms.ts";

const books = versions("P3D");
const begin = at("2026-01-31T00:00:00Z");

const dayText = (instant: Instant): string => new Date(instant).toISOString().slice(0, 10);

const rarely = <T>(value: T) => fc.option(fc.constant(value), { freq: 8, nil: undefined });
const sometimes = <T>(...values: readonly T[]) =>
  fc.option(fc.constantFrom(...values), { nil: undefined });

/** A command as it is drawn: days and instants are counted from the one before, names point at what there may be. */
const command = fc.record({
  hoursLater: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 24 * 40 })),
  kind: fc.constantFrom(
    ...(["change", "change", "cancel", "pause", "resume", "resume", "reactivate"] as const),
    ...(["undo", "undo", "buy", "add", "add"] as const),
  ),
  ahead: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 12 }) },
    fc.integer({ min: -40, max: 60 }),
  ),
  day: fc.constantFrom("on", "on", "now", "period-end"),
  subscription: fc.oneof(
    { weight: 9, arbitrary: fc.constant("s-1") },
    { weight: 4, arbitrary: fc.constantFrom("a-1", "v-1") },
    fc.constantFrom("s-2", "s-1~2", "s-9"),
  ),
  sameId: rarely(true),
  plan: fc.oneof(
    { weight: 7, arbitrary: sometimes("team", "hybrid", "capped") },
    fc.constantFrom("seats", "stored", "tried", "enterprise", "teem"),
  ),
  cadence: fc.oneof(
    { weight: 8, arbitrary: sometimes("monthly") },
    fc.constantFrom("annual", "weekly"),
  ),
  quantity: sometimes(1, 3, 100),
  alignment: sometimes("calendar", "anniversary"),
  endsIn: rarely(20),
  proration: sometimes("none", "prorated"),
  credit: sometimes("none", "prorated"),
  fee: sometimes("10 USD", "10 EUR"),
  model: rarely("acme@2"),
  trialDays: fc.option(fc.constantFrom(0, 9, 40), { freq: 4, nil: undefined }),
  ramp: rarely([{ from: { afterMonths: 2 }, quantity: 2 }]),
  endAddons: rarely(["a-1"]),
  undoes: fc.integer({ min: 1, max: 3 }),
  ticks: fc.boolean(),
});
const commandsOf = fc.array(command, { minLength: 8, maxLength: 24, size: "max" });

/** The first purchase: days from when it is told to its start, its free days and its ramp. */
const first = fc.record({
  ahead: fc.constantFrom(0, 0, 9),
  trialDays: fc.option(fc.constantFrom(0, 14), { freq: 2, nil: undefined }),
  ramp: rarely([{ from: { afterMonths: 2 }, quantity: 2 }]),
});
type First = typeof first extends fc.Arbitrary<infer T> ? T : never;
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never;

const withoutAbsent = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;

/** The fact of a drawn command; `nth` names it. */
function factOf(drawn: Command, nth: number, now: Instant): ChangeFact | PurchaseFact {
  const { kind, plan, cadence, quantity, alignment, proration, credit, fee, day } = drawn;
  const id = `m-${drawn.sameId === true ? Math.max(nth - 1, 0) : nth}`;
  const start = dayText(now + drawn.ahead * DAY_MS);
  const end =
    drawn.endsIn === undefined ? undefined : dayText(now + (drawn.ahead + drawn.endsIn) * DAY_MS);
  const { model, trialDays, ramp, endAddons } = drawn;
  const terms = { plan, cadence, quantity, alignment, end, model, trialDays };
  if (kind === "add") {
    const addon = drawn.ahead % 2 === 0 ? "insights" : "vault";
    const { plan: _, cadence: __, ...rest } = subscription({ start, addon, of: "s-1" });
    const own = {
      id: addon === "insights" ? "a-1" : "v-1",
      cadence: "monthly",
      end,
      model,
      trialDays,
    };
    return withoutAbsent({ ...rest, ...own }) as PurchaseFact;
  }
  if (kind === "buy") {
    const bought = { ...terms, ramp, plan: plan ?? "team", cadence: cadence ?? "monthly" };
    return withoutAbsent({
      ...subscription({ id: drawn.subscription, start }),
      ...bought,
    }) as PurchaseFact;
  }
  const common = { id, customer: "c-1", subscription: drawn.subscription };
  const when = day === "on" ? { on: start } : { when: day };
  const own = {
    change: { ...when, ...terms, endAddons, proration },
    cancel: { ...when, credit, fee },
    pause: { ...when, credit },
    resume: when,
    reactivate: when,
    undo: { change: `m-${nth - drawn.undoes}` },
  }[kind];
  return withoutAbsent({ fact: kind, ...common, ...own }) as ChangeFact;
}

const inputOf = (fact: ChangeFact | PurchaseFact, knownSince: Instant): Input =>
  "subscription" in fact
    ? { kind: "change", fact, knownSince }
    : { kind: "purchase", fact, knownSince };

/** What two phases of an account may not do: read one meter at one time. */
function readTwice(account: Account): readonly string[] {
  const spans = account.subscriptions.flatMap(({ phases }) =>
    phases.flatMap((phase) => {
      const terms = termsOf(phase, account.customer, books.find(phase.model));
      const { startsAt, endsAt = Number.POSITIVE_INFINITY, charges } = terms;
      return charges.map(({ meterId }) => ({ key: phase.key, meterId, startsAt, endsAt }));
    }),
  );
  return spans.flatMap((one, place) =>
    spans
      .slice(place + 1)
      .filter(({ meterId }) => meterId === one.meterId)
      .filter(
        (other) => Math.max(one.startsAt, other.startsAt) < Math.min(one.endsAt, other.endsAt),
      )
      .map((other) => `${one.key} and ${other.key} read ${one.meterId} at one time`),
  );
}

interface Lived {
  account: Account;
  invoices: Invoice[];
  refused: number;
  accepted: (ChangeFact | PurchaseFact)[];
}

/** Lives through drawn commands, billing what is due in between or not at all, and looks at the state after every step. */
function live({ ahead, ...terms }: First, commands: readonly Command[]): Lived {
  const lived: Lived = { account: openAccount(customer()), invoices: [], refused: 0, accepted: [] };
  let text = JSON.stringify(lived.account);
  const put = (input: Input): Stepped | undefined => {
    const stepped = step(lived.account, input, books);
    if (!stepped.ok) {
      expect(JSON.stringify(lived.account)).toBe(text);
      return undefined;
    }
    lived.account = stepped.value.account;
    text = JSON.stringify(lived.account);
    lived.invoices.push(...stepped.value.documents);
    expect(brokenSubscriptions(lived.account.subscriptions)).toEqual([]);
    expect(readTwice(lived.account)).toEqual([]);
    expectPlainJson(lived.account, text);
    return stepped.value;
  };
  const billUntil = (until: Instant): void => {
    for (;;) {
      const due = put({ kind: "tick", now: 0 })?.nextDue;
      if (due === undefined || due > until) return;
      put({ kind: "tick", now: due });
    }
  };
  const start = dayText(begin + ahead * DAY_MS);
  const bought = withoutAbsent({ ...subscription({ start, model: "acme@1" }), ...terms });
  put({ kind: "purchase", fact: bought as PurchaseFact, knownSince: begin });
  let now = begin;
  for (const [nth, drawn] of commands.entries()) {
    now += drawn.hoursLater * 3_600_000;
    const fact = factOf(drawn, nth, now);
    const known = tellingTime(lived.account, fact, now);
    if (drawn.ticks) billUntil(known - 1);
    const told = put(inputOf(fact, known));
    if (told === undefined) lived.refused += 1;
    else lived.accepted.push(fact);
  }
  billUntil(now + 400 * DAY_MS);
  return lived;
}

describe("any sequence of commands", () => {
  it("leaves an account in which every invariant holds, after every step", () => {
    let refused = 0;
    const accepted: (ChangeFact | PurchaseFact)[] = [];
    property(
      fc.property(first, commandsOf, (bought, commands) => {
        const lived = live(bought, commands);
        refused += lived.refused;
        accepted.push(...lived.accepted);
        const ids = lived.invoices.flatMap(({ lines }) => lines.map(({ id }) => id));
        expect(new Set(ids).size).toBe(ids.length);
        for (const { kind, total } of lived.invoices)
          expect(kind).toBe(total.startsWith("-") ? "credit-note" : "invoice");
      }),
      300,
    );
    expect(refused).toBeGreaterThan(600);
    expect(accepted.length).toBeGreaterThan(600);
    const kinds: Readonly<Record<string, (fact: ChangeFact | PurchaseFact) => boolean>> = {
      ...Object.fromEntries(
        ["change", "cancel", "pause", "resume", "reactivate", "undo"].map((kind) => [
          kind,
          (one: ChangeFact | PurchaseFact) => one.fact === kind,
        ]),
      ),
      addon: (one) => "of" in one,
      ramp: (one) => "ramp" in one,
      migration: (one) => one.fact === "change" && one.model !== undefined,
      trial: (one) => one.fact === "change" && one.trialDays !== undefined,
    };
    for (const [name, is] of Object.entries(kinds))
      expect(accepted.filter(is).length, name).toBeGreaterThan(5);
  });
});

describe("the invariants", () => {
  const fact = subscription({ start: "2026-01-31" });
  const phase = openPhase("s-1", fact, { model: "acme@1", knownSince: 0 }, null);
  const sound: SubscriptionState = { fact, phases: [phase], changes: [] };
  const second = openPhase(
    "s-1~2",
    { ...fact, start: "2026-03-10" },
    { model: "acme@1", knownSince: 0 },
    "2026-01-31",
  );
  const paid = { index: 0, invoices: ["c-1:1"], paidTo: 5, gross: "1.00", net: "1.00" };

  it("hold of a new subscription", () => {
    expect(brokenSubscription(sound)).toEqual([]);
  });

  it.each<[string, SubscriptionState]>([
    ["two phases overlap", { ...sound, phases: [phase, second] }],
    ["phases and changes do not match", { ...sound, phases: [phase, second] }],
    ["two phases have one key", { ...sound, phases: [phase, { ...second, key: "s-1" }] }],
    ["s-1: is cut and open", { ...sound, phases: [{ ...phase, cutSince: 1 }] }],
    ["s-1: gives back without a cut", { ...sound, phases: [{ ...phase, refundsUnused: true }] }],
    ["s-1: has paid a period that comes next", { ...sound, phases: [{ ...phase, paid: [paid] }] }],
    [
      "x: a resume while active",
      {
        ...sound,
        changes: [
          {
            fact: { fact: "resume", id: "x", customer: "c-1", subscription: "s-1" },
            knownSince: 0,
            day: "2026-03-10",
            undone: false,
            before: { end: null, cutSince: null, refundsUnused: false },
            feeBilled: null,
          },
        ],
      },
    ],
  ])("say what is broken: %s", (words, state) => {
    expect(brokenSubscription(state)).toContain(words);
  });
});
