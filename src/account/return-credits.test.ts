import { describe, expect, it } from "vitest";
import type { UsageEvent } from "../metering/usage-event.ts";
import { at, customer, inference } from "./account.fixture.ts";
import type { CreditNoteFact } from "./credit-note-fact.ts";
import {
  adHoc,
  amounts,
  credits,
  grant,
  meteredBooks,
  own,
  story,
  team,
} from "./credit-story.fixture.ts";
import { replayAccounts } from "./replay.ts";

/** 499.00 a month: 99.00 of it were given, 400.00 of a pack that had cost 200.00. */
const pack = adHoc("prepaid", "1000 USD", { id: "p-1", price: "500 USD", date: "2026-01-01" });
const paid = [pack, grant({ amount: "99 USD" }), team];

const note = (more: Partial<CreditNoteFact> = {}): CreditNoteFact => ({
  fact: "credit-note",
  id: "n-1",
  ...own,
  invoice: "c-1:2",
  reason: "Agreed",
  recordedAt: "2026-02-10T00:00:00Z",
  ...more,
});

const leave = {
  fact: "cancel",
  id: "x",
  ...own,
  subscription: "s-1",
  credit: "prorated",
  on: "2026-02-14",
} as const;

describe("a credit note that was told", () => {
  it("gives back all credits that paid for what it takes back", () => {
    const told = story([...paid, note()], "2026-02-20");
    expect(amounts(told)).toEqual([
      ["500.00", "0.00", "500.00", undefined, undefined],
      ["499.00", "299.00", "200.00", "200.00", "0.00"],
      ["-200.00", "0.00", "-200.00", "-200.00", "0.00"],
    ]);
    expect(credits(told).slice(-3)).toEqual([
      "2026-02-10 p-1/4 credit-release prepaid on c-1:2: s-1/base/0 200.00",
      "2026-02-10 p-1/5 credit-release free on c-1:2: s-1/base/0 200.00",
      "2026-02-10 g-1/3 credit-release free on c-1:2: s-1/base/0 99.00",
    ]);
  });

  it("gives back the same part of them in parts, the rest with the last", () => {
    const parts = ["80 USD", "70 USD", "50 USD"] as const;
    const notes = parts.map((amount, place) =>
      note({ id: `n-${place}`, amount, recordedAt: `2026-02-1${place}T00:00:00Z` }),
    );
    const told = story([...paid, ...notes], "2026-02-20");
    expect(amounts(told).slice(2)).toEqual([
      ["-80.00", "0.00", "-80.00", "-80.00", "0.00"],
      ["-70.00", "0.00", "-70.00", "-70.00", "0.00"],
      ["-50.00", "0.00", "-50.00", "-50.00", "0.00"],
    ]);
    const back = told.movements.filter(({ kind }) => kind === "credit-release");
    expect(
      back.flatMap((one) => ("draws" in one ? one.draws : [])).map(({ amount }) => amount),
    ).toEqual(["80.00", "80.00", "70.00", "70.00", "50.00", "50.00", "99.00"]);
  });

  it("gives money where no credits paid", () => {
    const told = story(
      [grant({ amount: "99 USD" }), team, note({ invoice: "c-1:1", amount: "200 USD" })],
      "2026-02-20",
    );
    expect(amounts(told)[1]).toEqual(["-200.00", "0.00", "-200.00", undefined, undefined]);
    expect(credits(told).at(-1)).toBe(
      "2026-02-10 g-1/3 credit-release free on c-1:1: s-1/base/0 49.50",
    );
  });

  it("and unused time together give back no more than was paid", () => {
    const told = story([...paid, note({ amount: "100 USD" }), leave], "2026-02-20");
    // The note took 200.00 of the pack with it; half of the period is the other 200.00 of it and 49.50 of what was given.
    expect(amounts(told).slice(2)).toEqual([
      ["-100.00", "0.00", "-100.00", "-100.00", "0.00"],
      ["-249.50", "-149.50", "-100.00", "-100.00", "0.00"],
    ]);
    const late = note({ id: "n-2", recordedAt: "2026-02-15T00:00:00Z" });
    expect(amounts(story([...paid, leave, late], "2026-02-20")).slice(2)).toEqual([
      ["-249.50", "-124.75", "-124.75", "-124.75", "0.00"],
      ["-75.25", "0.00", "-75.25", "-75.25", "0.00"],
    ]);
  });
});

describe("use that turned out lower", () => {
  const used = (id: string, received: string, operations: number): UsageEvent => ({
    ...inference(id, "2026-01-10T00:00:00Z", operations),
    receivedAt: at(received),
  });

  it("gives back the same part of the credits that had paid for it", () => {
    const accounts = replayAccounts(meteredBooks);
    const metered = { ...team, plan: "metered", start: "2026-01-01" };
    const { cadence: _, ...bought } = metered;
    const given = adHoc("prepaid", "40 USD", { id: "p-1", date: "2026-01-02" });
    for (const fact of [customer(), bought, given]) accounts.add(fact);
    const { replay } = accounts.open();
    replay.addUsage(used("e-1", "2026-01-10T00:00:00Z", 100));
    replay.addUsage(used("e-2", "2026-02-10T00:00:00Z", -50));
    const invoices = [...replay.invoicesUntil(at("2026-03-02T00:00:00Z"))];
    expect(invoices.map(({ total, prepaid, due }) => [total, prepaid, due])).toEqual([
      ["40.00", undefined, undefined],
      ["100.00", "40.00", "60.00"],
      ["-50.00", "-20.00", "-30.00"],
    ]);
  });
});
