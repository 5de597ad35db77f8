import fc from "fast-check";
import { expect } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { decimal, formatFixed } from "../money/decimal.ts";
import { civilFromDays, formatCivilDate } from "../time/calendar.ts";
import { DAY_MS } from "../time/instant.ts";
import { adjustGrant } from "./adjust-grant.ts";
import { burn, type PayableLine } from "./burn.ts";
import { type CreditBook, openCreditBook } from "./credit-book.ts";
import { type GrantCommand, grantCredit } from "./grant-credit.ts";
import type { CreditMovement } from "./movement.ts";
import { passTime } from "./pass-time.ts";
import { recurCredit, stopRecurring } from "./recur-credit.ts";
import { release } from "./release.ts";
import {
  left,
  openSlowBook,
  type Side,
  type SlowBook,
  type SlowLine,
  slowAdjust,
  slowBurn,
  slowGrant,
  slowHeld,
  slowPass,
  slowRelease,
  slowVoid,
} from "./slow-credit.fixture.ts";
import { voidGrant } from "./void-grant.ts";

export const text = (cents: number): string => formatFixed(decimal(cents, 2), 2);
export const at = (day: number): number => day * DAY_MS;
const kinds = ["recurring", "usage", "one-off"] as const;

/** Numbers that a command is made of; which command, and how they are read, is the story's. */
export const chance = fc.record({
  command: fc.constantFrom(
    "grant",
    "grant",
    "grant",
    "burn",
    "burn",
    "burn",
    "release",
    "void",
    "adjust",
    "recur",
    "stop",
    "wait",
  ),
  wait: fc.integer({ min: 0, max: 6 }),
  size: fc.integer({ min: 1, max: 120 }),
  part: fc.integer({ min: 0, max: 100 }),
  pick: fc.integer({ min: 0, max: 50 }),
  flag: fc.boolean(),
});
export type Chance = typeof chance extends fc.Arbitrary<infer T> ? T : never;

/** One customer told the same twice: to the book, and to the count of cents. Days are whole ones of UTC from 1970. */
export interface Story {
  book: CreditBook;
  readonly slow: SlowBook;
  readonly movements: CreditMovement[];
  readonly commands: { count: number };
}

export const openStory = (): Story => ({
  book: openCreditBook("acme", "UTC"),
  slow: openSlowBook(),
  movements: [],
  commands: { count: 0 },
});

const take = (story: Story, change: { book: CreditBook; movements: readonly CreditMovement[] }) => {
  story.book = change.book;
  story.movements.push(...change.movements);
};

export function tellGrant(story: Story, { size, part, pick, flag }: Chance, id: string): void {
  const { slow } = story;
  const price = flag ? Math.floor((size * part) / 100) : 0;
  const terms = {
    id,
    amount: size,
    price,
    priority: pick % 3,
    granted: slow.day,
    effective: slow.day + (pick % 4),
    expires: pick % 5 === 0 ? null : slow.day + (pick % 4) + 1 + (part % 9),
    served: pick % 2 === 0,
    grace: pick % 2 === 0 ? part % 4 : 0,
    appliesTo: (["all", "usage", "recurring"] as const)[pick % 3] ?? "all",
    share: part,
    maximum: flag ? 20 : null,
    rolls: pick % 3,
    life: 1 + (size % 5),
  };
  slowGrant(slow, terms);
  const command: GrantCommand = {
    id,
    kind: price > 0 ? "prepaid" : "promotional",
    currency: "USD",
    amount: text(size),
    pricePaid: text(price),
    priority: terms.priority,
    effectiveAt: at(terms.effective),
    ...(terms.expires === null ? {} : { expiresAt: at(terms.expires) }),
    covers: terms.served ? "served" : "invoiced",
    graceMs: at(terms.grace),
    appliesTo: terms.appliesTo,
    rollover: {
      share: formatFixed(decimal(part, 2), 2),
      ...(terms.maximum === null ? {} : { maximum: text(terms.maximum) }),
      times: terms.rolls,
      life: { days: terms.life },
    },
    source: { kind: "command", id },
  };
  take(story, expectOk(grantCredit(story.book, command, at(slow.day))));
}

export function linesOf({ size, part, pick, flag }: Chance, day: number): readonly SlowLine[] {
  return [size, part, pick].map((cents, index) => ({
    id: `line-${index}`,
    kind: kinds[(pick + index) % 3] ?? "usage",
    from: flag || index === 1 ? null : day - (part % 5) - index,
    to: day - index,
    amount: cents,
  }));
}

export const payable = ({ id, kind, from, to, amount }: SlowLine): PayableLine => ({
  id,
  kind,
  stream: "saas",
  ...(from === null ? {} : { period: { from: at(from), to: at(to) } }),
  amount: text(amount),
});

function tellBurn(story: Story, chosen: Chance, id: string): void {
  const lines = linesOf(chosen, story.slow.day);
  const invoice = `INV-${chosen.pick % 4}`;
  const draws = slowBurn(story.slow, invoice, lines);
  const command = { id, invoice, currency: "USD", lines: lines.map(payable) } as const;
  const change = expectOk(burn(story.book, command, at(story.slow.day)));
  take(story, change);
  expect(
    change.draws.map(({ line, grant, amount, cost }) => ({ line, grant, amount, cost })),
  ).toEqual(
    draws.map(({ line, grant, amount, cost }) => ({
      line,
      grant,
      amount: text(amount),
      cost: text(cost),
    })),
  );
}

function tellRelease(story: Story, { pick, part, size, flag }: Chance, id: string): void {
  const { slow } = story;
  const invoice = `INV-${pick % 4}`;
  const line = `line-${pick % 3}`;
  const held = slowHeld(slow, invoice, line);
  const cents = Math.ceil((held * part) / 100);
  const expires = flag ? slow.day + 1 + (size % 5) : undefined;
  const command = {
    id,
    invoice,
    lines: [{ id: line, amount: text(cents === 0 ? held + 1 : cents) }],
    ...(expires === undefined ? {} : { expiresAt: at(expires) }),
  };
  const change = release(story.book, command, at(slow.day));
  expect(change.ok).toBe(cents > 0);
  if (!change.ok) return;
  take(story, change.value);
  slowRelease(slow, invoice, line, cents, expires);
}

function tellOfGrant(story: Story, { command, pick, size, flag }: Chance): void {
  const { slow } = story;
  const grant = slow.grants[pick % Math.max(1, slow.grants.length)];
  if (grant === undefined) return;
  const now = at(slow.day);
  if (command === "void") {
    const change = voidGrant(story.book, { grant: grant.id, reason: "given in error" }, now);
    expect(change.ok).toBe(!grant.voided);
    if (!change.ok) return;
    take(story, change.value);
    slowVoid(slow, grant);
    return;
  }
  const by = flag ? size : -size;
  const ended = grant.expires !== null && grant.expires + grant.grace <= slow.day;
  const fits = !grant.voided && (flag ? !ended : size <= left(slow, grant));
  const change = adjustGrant(story.book, { grant: grant.id, by: text(by), reason: "count" }, now);
  expect(change.ok).toBe(fits);
  if (!change.ok) return;
  take(story, change.value);
  slowAdjust(slow, grant, by);
}

function tellRecurring(story: Story, chosen: Chance, id: string): void {
  const { slow } = story;
  const { size, part, pick, flag } = chosen;
  const life = pick % 3 === 0 ? "period" : pick % 3 === 1 ? null : 1 + (part % 6);
  const start = Math.max(0, slow.day + (pick % 7) - 3);
  const step = 1 + (size % 4);
  const price = flag ? Math.floor((size * part) / 100) : 0;
  const rule = {
    id,
    amount: size,
    price,
    start,
    step,
    life,
    count: 1 + (pick % 5),
    ends: null,
  } as const;
  slow.recurring.push({ ...rule, given: 0 });
  // What began before is given and ends by the days on which that happened.
  slow.recurring.sort((one, other) => (one.id < other.id ? -1 : 1));
  const today = slow.day;
  slow.day = Math.min(start, today);
  slowPass(slow, today);
  const terms = {
    kind: price > 0 ? "prepaid" : "promotional",
    currency: "USD",
    amount: text(size),
    pricePaid: text(price),
    source: { kind: "subscription", id: "sub" },
  } as const;
  const command = {
    id,
    terms,
    every: step === 1 ? "daily" : (`every-${step}-days` as const),
    start: formatCivilDate(civilFromDays(start)),
    life: typeof life === "number" ? { days: life } : life,
    count: rule.count,
    subscription: `sub-${pick % 2}`,
  } as const;
  take(story, expectOk(recurCredit(story.book, command, at(today))));
}

function tellStop(story: Story, { pick, part }: Chance): void {
  const { slow } = story;
  const subscription = `sub-${pick % 2}`;
  const own = story.book.recurring.filter((rule) => rule.subscription === subscription);
  const ends = Math.max(0, slow.day - 2 + (part % 5));
  take(
    story,
    expectOk(stopRecurring(story.book, { of: { subscription }, endsAt: at(ends) }, at(slow.day))),
  );
  for (const { id } of own) {
    const rule = slow.recurring.find((one) => one.id === id);
    if (rule !== undefined) rule.ends = Math.min(ends, rule.ends ?? ends);
    for (const grant of slow.grants)
      if (grant.id.startsWith(`${id}/`) && grant.effective >= ends && left(slow, grant) > 0)
        slowVoid(slow, grant);
  }
}

/** Lets some days pass, then tells both the same command; where one would refuse it, both do. */
export function tell(story: Story, chosen: Chance): void {
  const { slow } = story;
  story.commands.count += 1;
  const id = `${chosen.command}-${story.commands.count}`;
  slowPass(slow, slow.day + chosen.wait);
  switch (chosen.command) {
    case "grant":
      tellGrant(story, chosen, id);
      break;
    case "burn":
      tellBurn(story, chosen, id);
      break;
    case "release":
      tellRelease(story, chosen, id);
      break;
    case "void":
    case "adjust":
      tellOfGrant(story, chosen);
      break;
    case "recur":
      tellRecurring(story, chosen, id);
      break;
    case "stop":
      tellStop(story, chosen);
      break;
    default:
      take(story, passTime(story.book, at(slow.day)));
  }
}

const sides: readonly Side[] = ["remaining", "burned", "expired", "voided"];

/** The book and the count of cents hold the same. */
export function expectSame({ book, slow }: Story): void {
  const told = passTime(book, at(slow.day)).book;
  const of = (grant: (typeof told.grants)[number]) => [
    grant.id,
    grant.expiresAt,
    ...sides.flatMap((side) => [grant[side].amount, grant[side].cost]),
  ];
  const slowly = slow.grants.map((grant) => [
    grant.id,
    grant.expires === null ? null : at(grant.expires),
    ...sides.flatMap((side) => [
      text(slow.lots.filter((lot) => lot.grant === grant.id && lot.side === side).length),
      text(grant.cost[side]),
    ]),
  ]);
  const byId = (one: readonly unknown[], other: readonly unknown[]): number =>
    String(one[0]) < String(other[0]) ? -1 : 1;
  expect(told.grants.map(of).sort(byId)).toEqual(slowly.sort(byId));
}
