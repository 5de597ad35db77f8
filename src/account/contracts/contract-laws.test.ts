import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../../test/property.ts";
import type { UsageEvent } from "../../metering/usage-event.ts";
import { usd } from "../../money/money.ts";
import { at, customer } from "../account.fixture.ts";
import type { AccountFact } from "../fact.ts";
import type { Invoice } from "../invoice.ts";
import { replayAccounts } from "../replay.ts";
import { brokenSubscriptions } from "../subscription-invariants.ts";
import { brokenContracts } from "./broken-contracts.ts";
import { calls, contract, under, withTemplate } from "./contract.fixture.ts";

/** A contract, what is bought under it, and what is used, all in whole dollars. */
interface Story {
  readonly months: number;
  readonly every: 1 | 3 | 6 | 12;
  readonly amount: number;
  readonly shortfall: "true-up" | "carry" | "waive";
  readonly automatic: boolean;
  /** Month of the term in which notice is given; undefined for none. */
  readonly notice: number | undefined;
  /** Whether 10.00 a month are paid beside use. */
  readonly withBase: boolean;
  /** Used in each month of four years. */
  readonly use: readonly number[];
}

const names = { 1: "monthly", 3: "quarterly", 6: "semiannual", 12: "annual" } as const;

const stories: fc.Arbitrary<Story> = fc.record({
  months: fc.integer({ min: 1, max: 30 }),
  every: fc.constantFrom(1, 3, 6, 12),
  amount: fc.integer({ min: 0, max: 500 }),
  shortfall: fc.constantFrom("true-up", "carry", "waive"),
  automatic: fc.boolean(),
  notice: fc.option(fc.integer({ min: 0, max: 30 }), { nil: undefined }),
  withBase: fc.boolean(),
  use: fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 400 })), {
    minLength: 48,
    maxLength: 48,
  }),
});

const until = "2029-12-31T12:00:00Z";

const monthText = (month: number, day = "01"): string =>
  `${2026 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-${day}`;

function factsOf({ automatic, notice, withBase, months }: Story): readonly AccountFact[] {
  const { cadence: _, ...use } = under({ id: "s-1", plan: "usage" });
  const given =
    notice === undefined || !automatic
      ? []
      : [
          {
            fact: "contract-notice",
            id: "n",
            customer: "c-1",
            contract: "k-1",
            recordedAt: `${monthText(notice % months, "15")}T00:00:00Z`,
          } as const,
        ];
  return [
    contract({ template: "own" }),
    use,
    ...(withBase ? [under({ id: "s-2", plan: "small" })] : []),
    ...given,
  ];
}

const usageOf = ({ use }: Story): readonly UsageEvent[] =>
  use.flatMap((count, month) =>
    count === 0 ? [] : [calls(`e-${month}`, `${monthText(month, "10")}T00:00:00Z`, count)],
  );

const booksOf = ({ months, every, amount, shortfall, automatic }: Story) =>
  withTemplate({
    name: "Own",
    term: months,
    commitment: { amount: usd(amount), per: names[every], shortfall },
    renewal: { automatic, noticeDays: 0 },
  });

function lived(story: Story, facts: readonly AccountFact[]) {
  const accounts = replayAccounts(booksOf(story));
  for (const fact of [customer(), ...facts]) accounts.add(fact);
  const { replay, refused } = accounts.open();
  for (const event of usageOf(story)) replay.addUsage(event);
  const invoices: Invoice[] = [];
  const broken: string[] = [];
  for (const one of replay.happeningsUntil(at(until))) {
    if (one.kind === "document") invoices.push(one.invoice);
    const account = replay.standing.get("c-1");
    if (account === undefined) continue;
    broken.push(...brokenContracts(account), ...brokenSubscriptions(account.subscriptions));
  }
  return { invoices, refused, broken, account: replay.standing.get("c-1") };
}

/** Months of service: to the end of the term in which the contract ends, or of four years. */
function monthsServed({ automatic, months, notice }: Story): number {
  if (!automatic) return months;
  // Notice in the first term, in time.
  if (notice !== undefined) return months;
  return 48;
}

const daysIn = (from: string, to: string): number =>
  (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;

/** What is billed for missing commitments, worked out month by month: the day, and cents. */
function slowTrueUps(story: Story): readonly string[] {
  const { months, every, amount, shortfall, use, withBase } = story;
  const found: string[] = [];
  const served = monthsServed(story);
  for (let start = 0; start < served; start += months) {
    let owed = 0;
    for (let from = start; from < start + months; from += every) {
      const to = Math.min(from + every, start + months);
      const whole = daysIn(monthText(from), monthText(from + every));
      const part = daysIn(monthText(from), monthText(to));
      const committed = Math.floor((amount * 100 * part * 2 + whole) / (whole * 2)) + owed;
      let spent = 0;
      for (let month = from; month < to; month += 1)
        spent += (use[month] ?? 0) * 100 + (withBase ? 1_000 : 0);
      const missing = Math.max(0, committed - spent);
      const isLast = to === start + months;
      const billed = shortfall === "waive" || (shortfall === "carry" && !isLast) ? 0 : missing;
      owed = shortfall === "carry" && !isLast ? missing : 0;
      if (billed > 0 && to < 48) found.push(`${monthText(to)} ${(billed / 100).toFixed(2)}`);
    }
  }
  return found;
}

describe("a commitment, whatever is signed, used and renewed", () => {
  it("is billed as one who counts month by month would", () => {
    let billed = 0;
    property(
      fc.property(stories, (story) => {
        const { invoices, broken } = lived(story, factsOf(story));
        expect(broken).toEqual([]);
        const lines = invoices.flatMap(({ issuedAt, lines: all }) =>
          all.filter(({ kind }) => kind === "true-up").map((line) => ({ issuedAt, line })),
        );
        billed += lines.length;
        expect(
          lines.map(({ line: { period, amount } }) => `${period?.to.slice(0, 10)} ${amount}`),
        ).toEqual(slowTrueUps(story));
        // In all what was used is billed once, and nothing after the end.
        const used = story.use
          .slice(0, Math.min(47, monthsServed(story)))
          .reduce((sum, count) => sum + count, 0);
        const charged = invoices
          .flatMap(({ lines: all }) => all)
          .filter(({ kind }) => kind === "usage")
          .reduce((sum, { amount }) => sum + Number(amount), 0);
        expect(charged).toBe(used);
      }),
      150,
    );
    expect(billed).toBeGreaterThan(200);
  });

  it("comes out the same in whatever order its facts are told, each term once", () => {
    property(
      fc.property(stories, fc.integer(), (story, seed) => {
        const facts = factsOf(story);
        const turned = [
          ...facts.slice(seed % facts.length),
          ...facts.slice(0, seed % facts.length),
        ];
        const [one, other] = [lived(story, facts), lived(story, [...turned, ...facts])];
        expect(JSON.stringify(other.invoices)).toBe(JSON.stringify(one.invoices));
        const terms = one.account?.contracts?.[0]?.terms ?? [];
        expect(new Set(terms.map(({ start }) => start)).size).toBe(terms.length);
      }),
      40,
    );
  });
});
