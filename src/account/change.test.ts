import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import type { UsageEvent } from "../metering/usage-event.ts";
import { acmeBooks, at, customer, inference, subscription } from "./account.fixture.ts";
import type { PhaseState } from "./account.ts";
import type { ChangeFact } from "./change-fact.ts";
import type { AccountFact } from "./fact.ts";
import type { Invoice } from "./invoice.ts";
import { replayAccounts } from "./replay.ts";

const about = { customer: "c-1", subscription: "s-1" } as const;

interface Story {
  readonly invoices: readonly Invoice[];
  readonly refused: readonly string[];
}

function story(
  facts: readonly AccountFact[],
  until: string,
  usage: readonly UsageEvent[] = [],
): Story {
  const accounts = replayAccounts(acmeBooks);
  for (const fact of [customer(), ...facts]) accounts.add(fact);
  const { replay, refused } = accounts.open();
  for (const event of usage) expect(replay.addUsage(event)).toBe("accepted");
  return {
    invoices: [...replay.invoicesUntil(at(until))],
    refused: refused.map(({ fact, faults }) => `${fact.id} ${faults[0]?.code}`),
  };
}

/** Issue day and lines, each as its id and amount. */
const shown = ({ invoices }: Story) =>
  invoices.map(({ issuedAt, lines }) => [
    issuedAt.slice(0, 10),
    ...lines.map(({ id, amount }) => `${id} ${amount}`),
  ]);

const team = subscription({ start: "2026-01-31" });

describe("a change of plan", () => {
  it("gives unused time back, and charges the new plan to the end of the period", () => {
    const upgrade: ChangeFact = {
      fact: "change",
      id: "ch",
      ...about,
      on: "2026-03-10",
      plan: "hybrid",
    };
    expect(shown(story([team, upgrade], "2026-04-30T01:00:00Z"))).toEqual([
      ["2026-01-31", "s-1/base/0 499.00"],
      ["2026-02-28", "s-1/base/1 499.00"],
      // 10 of 31 days are used: 160.97 of the 499.00 paid; the other 21 cost 67.74 of 100.00.
      ["2026-03-10", "s-1/base/1/unused -338.03", "s-1~2/base/0 67.74"],
      ["2026-03-31", "s-1~2/base/1 100.00"],
      ["2026-04-30", "s-1~2/base/2 100.00"],
    ]);
  });

  it("without proration keeps what is paid, and begins with the next period", () => {
    const upgrade: ChangeFact = {
      fact: "change",
      id: "ch",
      ...about,
      on: "2026-03-10",
      plan: "hybrid",
      proration: "none",
    };
    expect(shown(story([team, upgrade], "2026-03-31T01:00:00Z"))).toEqual([
      ["2026-01-31", "s-1/base/0 499.00"],
      ["2026-02-28", "s-1/base/1 499.00"],
      ["2026-03-31", "s-1~2/base/1 100.00"],
    ]);
  });

  it("at the period's end costs nothing twice", () => {
    const downgrade: ChangeFact = {
      fact: "change",
      id: "ch",
      ...about,
      when: "period-end",
      recordedAt: "2026-03-10T12:00:00Z",
      plan: "hybrid",
    };
    expect(shown(story([team, downgrade], "2026-03-31T01:00:00Z"))).toEqual([
      ["2026-01-31", "s-1/base/0 499.00"],
      ["2026-02-28", "s-1/base/1 499.00"],
      ["2026-03-31", "s-1~2/base/0 100.00"],
    ]);
  });

  it("bills each part's usage at the prices that held", () => {
    const hybrid = subscription({ plan: "hybrid", start: "2026-01-01" });
    const change: ChangeFact = {
      fact: "change",
      id: "ch",
      ...about,
      on: "2026-01-11",
      plan: "capped",
    };
    const usage = [
      inference("e1", "2026-01-10T23:59:59Z", 333),
      inference("e2", "2026-01-11T00:00:00Z", 30),
    ];
    const told = story([hybrid, change], "2026-02-01T01:00:00Z", usage);
    expect(shown(told)).toEqual([
      ["2026-01-01", "s-1/base/0 100.00"],
      // 323 of 1,000 units are included in 10 of 31 days, so 10 cost 0.10 each.
      ["2026-01-11", "s-1/base/0/unused -67.74", "s-1/operations/0 1.00", "s-1~2/base/0 33.87"],
      ["2026-02-01", "s-1~2/base/1 50.00", "s-1~2/operations/0 0.00"],
    ]);
  });

  it("of cadence begins its own periods", () => {
    const annual: ChangeFact = {
      fact: "change",
      id: "ch",
      ...about,
      on: "2026-03-10",
      cadence: "annual",
    };
    const [, , third, ...rest] = story([team, annual], "2027-03-10T00:00:00Z").invoices;
    expect(
      third?.lines.map(({ id, amount, period }) => [id, amount, period?.to.slice(0, 10)]),
    ).toEqual([
      ["s-1/base/1/unused", "-338.03", "2026-03-31"],
      ["s-1~2/base/0", "4990.00", "2027-03-10"],
    ]);
    expect(rest.map(({ issuedAt }) => issuedAt.slice(0, 10))).toEqual(["2027-03-10"]);
  });
});

describe("a change of quantity", () => {
  const nodes = subscription({
    plan: "seats",
    cadence: "annual",
    start: "2026-01-01",
    quantity: 99,
  });
  it("that crosses a volume discount is priced anew for the days it holds", () => {
    const more: ChangeFact = {
      fact: "change",
      id: "ch",
      ...about,
      on: "2026-07-02",
      quantity: 100,
    };
    const [, second] = story([nodes, more], "2026-12-01T00:00:00Z").invoices;
    expect(second?.lines.map(({ id, gross, amount }) => [id, gross, amount])).toEqual([
      // 182 of 365 days of 49,500.00 are used.
      ["s-1/base/0/unused", "-24817.81", "-24817.81"],
      ["s-1~2/base/0", "25068.49", "22561.64"],
    ]);
  });
});

describe("a cancellation", () => {
  it("now keeps the money unless it says otherwise, and at the end of the period stops there", () => {
    const now: ChangeFact = { fact: "cancel", id: "x", ...about, on: "2026-03-10" };
    expect(shown(story([team, now], "2026-12-31T00:00:00Z")).at(-1)).toEqual([
      "2026-02-28",
      "s-1/base/1 499.00",
    ]);
    expect(
      shown(story([team, { ...now, credit: "prorated" }], "2026-12-31T00:00:00Z")).at(-1),
    ).toEqual(["2026-03-10", "s-1/base/1/unused -338.03"]);
    const later: ChangeFact = {
      fact: "cancel",
      id: "x",
      ...about,
      when: "period-end",
      recordedAt: "2026-02-10T00:00:00Z",
    };
    expect(shown(story([team, later], "2026-12-31T00:00:00Z"))).toEqual([
      ["2026-01-31", "s-1/base/0 499.00"],
    ]);
  });

  it("on a day to come charges the period to its end where nothing goes back", () => {
    const told = {
      fact: "cancel",
      id: "x",
      ...about,
      on: "2026-03-10",
      recordedAt: "2026-02-01T00:00:00Z",
    } as const;
    expect(shown(story([team, told], "2026-12-31T00:00:00Z")).at(-1)).toEqual([
      "2026-02-28",
      "s-1/base/1 499.00",
    ]);
    const refunding = { ...told, credit: "prorated" } as const;
    expect(shown(story([team, refunding], "2026-12-31T00:00:00Z")).at(-1)).toEqual([
      "2026-02-28",
      "s-1/base/1 160.97",
    ]);
  });

  it("can be followed by a new beginning, on a day of its own", () => {
    const facts: AccountFact[] = [
      team,
      { fact: "cancel", id: "x", ...about, when: "period-end", recordedAt: "2026-02-10T00:00:00Z" },
      { fact: "reactivate", id: "r", ...about, on: "2026-04-05" },
    ];
    expect(shown(story(facts, "2026-05-05T00:00:00Z"))).toEqual([
      ["2026-01-31", "s-1/base/0 499.00"],
      ["2026-04-05", "s-1~2/base/0 499.00"],
      ["2026-05-05", "s-1~2/base/1 499.00"],
    ]);
  });
});

describe("a pause", () => {
  it("gives unused time back, and goes on in the old rhythm", () => {
    const facts: AccountFact[] = [
      team,
      { fact: "pause", id: "p", ...about, on: "2026-03-10" },
      { fact: "resume", id: "r", ...about, on: "2026-05-20" },
    ];
    expect(shown(story(facts, "2026-05-31T00:00:00Z"))).toEqual([
      ["2026-01-31", "s-1/base/0 499.00"],
      ["2026-02-28", "s-1/base/1 499.00"],
      ["2026-03-10", "s-1/base/1/unused -338.03"],
      // 11 of the 31 days from 30 April.
      ["2026-05-20", "s-1~2/base/0 177.06"],
      ["2026-05-31", "s-1~2/base/1 499.00"],
    ]);
  });
});

describe("a change to come", () => {
  const planned: ChangeFact = {
    fact: "change",
    id: "ch",
    ...about,
    on: "2026-03-31",
    recordedAt: "2026-02-10T00:00:00Z",
    plan: "hybrid",
  };
  it("can be undone until its day, and leaves no trace on an invoice", () => {
    const undone: ChangeFact = {
      fact: "undo",
      id: "u",
      ...about,
      change: "ch",
      recordedAt: "2026-03-30T23:00:00Z",
    };
    const plain = story([team], "2026-06-30T00:00:00Z").invoices;
    expect(story([team, planned, undone], "2026-06-30T00:00:00Z").invoices).toEqual(plain);
    const tooLate = { ...undone, recordedAt: "2026-03-31T00:00:00Z" };
    expect(story([team, planned, tooLate], "2026-06-30T00:00:00Z").refused).toEqual([
      "u already-effective",
    ]);
  });

  it("stands in the way of another before it", () => {
    const sooner: ChangeFact = { fact: "cancel", id: "x", ...about, on: "2026-03-10" };
    expect(story([team, planned, sooner], "2026-03-31T00:00:00Z").refused).toEqual([
      "x change-pending",
    ]);
  });
});

describe("a change that cannot be", () => {
  const refusal = (...changes: readonly ChangeFact[]): readonly string[] =>
    story([team, ...changes], "2026-12-31T00:00:00Z").refused;
  it.each<[string, readonly ChangeFact[]]>([
    [
      "x not-active",
      [{ fact: "pause", id: "x", ...about, on: "2026-01-30", recordedAt: "2026-02-01T00:00:00Z" }],
    ],
    ["x not-paused", [{ fact: "resume", id: "x", ...about, on: "2026-03-01" }]],
    ["x not-ended", [{ fact: "reactivate", id: "x", ...about, on: "2026-03-01" }]],
    ["x unknown-plan", [{ fact: "change", id: "x", ...about, on: "2026-03-01", plan: "teem" }]],
    [
      "x cadence-not-offered",
      [{ fact: "change", id: "x", ...about, on: "2026-03-01", cadence: "weekly" }],
    ],
    [
      "x period-closed",
      [{ fact: "cancel", id: "x", ...about, on: "2026-02-10", recordedAt: "2026-03-05T00:00:00Z" }],
    ],
    [
      "x unknown-subscription",
      [{ fact: "cancel", id: "x", customer: "c-1", subscription: "s-7", on: "2026-03-01" }],
    ],
    [
      "x not-the-last-change",
      [{ fact: "undo", id: "x", ...about, change: "c", recordedAt: "2026-03-01T00:00:00Z" }],
    ],
  ])("is refused: %s", (expected, changes) => {
    expect(refusal(...changes)).toEqual([expected]);
  });
});

/** Day numbers of a story: when something is told, and for which day. */
const moves = fc.array(
  fc.record({
    gap: fc.integer({ min: 0, max: 50 }),
    ahead: fc.integer({ min: -5, max: 40 }),
    move: fc.constantFrom(
      { fact: "change", plan: "hybrid" },
      { fact: "change", plan: "team" },
      { fact: "change", plan: "team", cadence: "annual" },
      { fact: "cancel", credit: "prorated" },
      { fact: "pause" },
      { fact: "resume" },
      { fact: "reactivate" },
    ),
  }),
  { maxLength: 8 },
);

const dayNumber = (text: string): number => Date.parse(text) / 86_400_000;
const dayText = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

/** The oracle's calendar: the day so many months after an anchor, on its day of the month or the month's last. */
function anniversary(anchor: string, months: number): number {
  const [year = 0, month = 0, day = 0] = anchor.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return Date.UTC(year, month - 1 + months, Math.min(day, last)) / 86_400_000;
}

const prices: Readonly<Record<string, bigint>> = {
  "team monthly": 49_900n,
  "team annual": 499_000n,
  "hybrid monthly": 10_000n,
};

/** Cents by line id of every period that begins before `until`: the price's share of the days served, half up. */
function expectedCharges(phases: readonly PhaseState[], until: number): Map<string, bigint> {
  const charges = new Map<string, bigint>();
  for (const { key, fact, anchor } of phases) {
    const price = prices[`${fact.plan} ${fact.cadence}`] ?? 0n;
    const start = dayNumber(fact.start);
    const end = fact.end === undefined ? Number.POSITIVE_INFINITY : dayNumber(fact.end);
    const step = fact.cadence === "annual" ? 12 : 1;
    let index = 0;
    for (let nth = 0; ; nth += 1) {
      const from = anniversary(anchor ?? fact.start, nth * step);
      const to = anniversary(anchor ?? fact.start, (nth + 1) * step);
      if (Math.max(from, start) > until || from >= end) break;
      if (to <= start) continue;
      const days = BigInt(Math.min(to, end) - Math.max(from, start));
      const whole = BigInt(to - from);
      const cents = (2n * price * days + whole) / (2n * whole);
      if (cents > 0n) charges.set(`${key}/base/${index}`, cents);
      index += 1;
    }
  }
  return charges;
}

/** Cents by the id of the period, what went back taken off. */
function charged(invoices: readonly Invoice[]): Map<string, bigint> {
  const charges = new Map<string, bigint>();
  for (const { id, amount } of invoices.flatMap(({ lines }) => lines)) {
    const period = id.replace("/unused", "");
    const cents = (charges.get(period) ?? 0n) + BigInt(amount.replace(".", ""));
    if (cents === 0n) charges.delete(period);
    else charges.set(period, cents);
  }
  return charges;
}

it("charges each period for exactly the days served, whatever happened and whenever it was told", () => {
  const until = "2028-01-01T12:00:00Z";
  property(
    fc.property(moves, fc.integer({ min: 0, max: 60 }), (told, begin) => {
      const first = dayNumber("2026-01-01") + begin;
      let day = first;
      const facts: AccountFact[] = [subscription({ start: dayText(first) })];
      for (const [place, { gap, ahead, move }] of told.entries()) {
        day += gap;
        const on = dayText(day + ahead);
        const recordedAt = `${dayText(day)}T09:00:00Z`;
        facts.push({ ...move, id: `m-${place}`, ...about, on, recordedAt } as ChangeFact);
      }
      const accounts = replayAccounts(acmeBooks);
      for (const fact of [customer(), ...facts]) accounts.add(fact);
      const { replay } = accounts.open();
      const invoices = [...replay.invoicesUntil(at(until))];
      const phases = replay.accounts.get("c-1")?.subscriptions[0]?.phases ?? [];
      const byId = (charges: Map<string, bigint>) => [...charges].sort();
      expect(byId(charged(invoices))).toEqual(
        byId(expectedCharges(phases, dayNumber("2028-01-01"))),
      );
    }),
    300,
  );
});
