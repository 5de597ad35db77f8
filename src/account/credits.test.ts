import { describe, expect, it } from "vitest";
import { customer, sale, subscription } from "./account.fixture.ts";
import {
  adHoc,
  amounts,
  creditBooks,
  credits,
  grant,
  isCreditMovement,
  own,
  story,
  team,
} from "./credit-story.fixture.ts";
import type { AccountFact } from "./fact.ts";
import type { MoneyStory } from "./money-story.fixture.ts";
import { replayAccounts } from "./replay.ts";

describe("credits that were given", () => {
  it("lower the price of lines, as a discount under the grant's id, until they expire", () => {
    const told = story([team, grant({ amount: "600 USD" })], "2026-04-01");
    expect(amounts(told)).toEqual([
      ["499.00", "499.00", "0.00", undefined, undefined],
      ["499.00", "101.00", "398.00", undefined, undefined],
      ["499.00", "0.00", "499.00", undefined, undefined],
    ]);
    expect(told.invoices[1]?.lines[0]).toMatchObject({
      gross: "499.00",
      discounts: [{ id: "g-1", label: "Credits: Welcome", amount: "101.00" }],
      amount: "398.00",
    });
    expect(credits(told)).toEqual([
      "2026-01-31 g-1/1 credit-grant 600.00 paid 0.00",
      "2026-01-31 g-1/2 credit-burn free on c-1:1: s-1/base/0 499.00",
      "2026-02-28 g-1/3 credit-burn free on c-1:2: s-1/base/1 101.00",
    ]);
  });

  it("are lost at their expiry, which comes before what is billed at that instant", () => {
    const told = story(
      [team, adHoc("goodwill", "800 USD", { expires: "2026-02-28" })],
      "2026-03-15",
    );
    expect(told.invoices.map(({ total }) => total)).toEqual(["0.00", "499.00"]);
    expect(credits(told).at(-1)).toBe("2026-02-28 g-1/3 credit-expiry 301.00 paid 0.00");
  });

  it("come again with each period", () => {
    const told = story(
      [
        team,
        grant({ every: "monthly", amount: "50 USD", expiresWithPeriod: true, date: "2026-01-31" }),
      ],
      "2026-04-01",
    );
    expect(told.invoices.map(({ total }) => total)).toEqual(["449.00", "449.00", "449.00"]);
  });

  it("are taken back and corrected, as far as there are any", () => {
    const told = story(
      [
        team,
        grant({ amount: "600 USD" }),
        {
          fact: "adjust-grant",
          id: "a-1",
          ...own,
          grant: "g-1",
          date: "2026-02-02",
          remove: "1 USD",
          reason: "slip",
        },
        {
          fact: "void-grant",
          id: "v-1",
          ...own,
          grant: "g-1",
          date: "2026-02-03",
          reason: "in error",
        },
        {
          fact: "void-grant",
          id: "v-2",
          ...own,
          grant: "g-1",
          date: "2026-02-04",
          reason: "again",
        },
        {
          fact: "adjust-grant",
          id: "a-2",
          ...own,
          grant: "nobody",
          date: "2026-02-04",
          add: "1 USD",
          reason: "slip",
        },
      ],
      "2026-03-15",
    );
    expect(told.refused).toEqual(["v-2 grant-voided", "a-2 unknown-grant"]);
    expect(told.invoices.map(({ total }) => total)).toEqual(["0.00", "499.00"]);
  });

  it("are refused where they could never be used, or are known", () => {
    const told = story(
      [
        grant(),
        grant({ id: "g-2", credit: "wellcome" }),
        grant({ id: "g-3", amount: "5 EUR" }),
        adHoc("prepaid", "5 USD", { id: "g-4", every: "monthly" }),
        {
          fact: "void-grant",
          id: "v",
          ...own,
          grant: "g-1",
          date: "2026-09-01",
          reason: "r",
          recordedAt: "2026-02-01T00:00:00Z",
        },
      ],
      "2026-02-15",
    );
    expect(told.refused).toEqual([
      "g-2 unknown-credit",
      "g-3 currency-mismatch",
      "g-4 recurring-sale",
      "v not-yet",
    ]);
  });
});

describe("credits that are sold", () => {
  const pack = grant({ id: "p-1", credit: "pack", date: "2026-02-10" });

  it("are a line of an invoice, then pay later ones with what was paid for them", () => {
    const told = story([team, pack], "2026-03-15");
    expect(amounts(told)).toEqual([
      ["499.00", "0.00", "499.00", undefined, undefined],
      ["800.00", "0.00", "800.00", undefined, undefined],
      // 499.00 of credits cost 399.20: they pay that, and the bonus lowers the price.
      ["499.00", "99.80", "399.20", "399.20", "0.00"],
    ]);
    expect(told.invoices[1]?.lines).toMatchObject([
      { kind: "credits", description: "Pack of 1000", amount: "800.00" },
    ]);
    expect(credits(told)).toEqual([
      "2026-02-10 p-1/1 credit-grant 1000.00 paid 800.00",
      "2026-02-28 p-1/2 credit-burn prepaid on c-1:3: s-1/base/1 399.20",
      "2026-02-28 p-1/3 credit-burn free on c-1:3: s-1/base/1 99.80",
    ]);
  });

  it("leave what they do not pay to be owed", () => {
    const told = story(
      [
        adHoc("prepaid", "100 USD", { id: "p-1", date: "2026-01-01" }),
        sale({ date: "2026-01-10" }),
        {
          fact: "payment",
          id: "pay",
          ...own,
          amount: "1000 USD",
          method: "card",
          recordedAt: "2026-01-11T00:00:00Z",
        },
      ],
      "2026-02-15",
    );
    expect(amounts(told)[1]).toEqual(["500.00", "0.00", "500.00", "100.00", "400.00"]);
    expect(told.movements.at(-1)).toMatchObject({
      kind: "payment",
      appliedTo: [
        { invoice: "c-1:1", amount: "100.00" },
        { invoice: "c-1:2", amount: "400.00" },
      ],
    });
  });

  it("buy no credits", () => {
    const told = story([grant({ amount: "500 USD", date: "2026-02-10" }), pack], "2026-02-15");
    expect(amounts(told)).toEqual([["800.00", "0.00", "800.00", undefined, undefined]]);
  });
});

describe("credits that a plan grants", () => {
  const granted = subscription({ start: "2026-01-31", plan: "team-with" });
  const of = (told: MoneyStory) => credits(told).filter((row) => row.includes("credit-grant"));

  it("come with each period of the plan, cost nothing, and go with the subscription", () => {
    const told = story(
      [granted, { fact: "cancel", id: "x", ...own, subscription: "s-1", on: "2026-03-31" }],
      "2026-06-01",
    );
    expect(told.invoices.map(({ total }) => total)).toEqual(["459.00", "459.00"]);
    expect(of(told)).toEqual([
      "2026-01-31 s-1/allowance/0/1 credit-grant 40.00 paid 0.00",
      "2026-02-28 s-1/allowance/1/1 credit-grant 40.00 paid 0.00",
    ]);
  });

  it("go on over a change of plan that grants them too, beside what the new plan grants", () => {
    const told = story(
      [
        granted,
        { fact: "change", id: "x", ...own, subscription: "s-1", on: "2026-02-10", plan: "plus" },
      ],
      "2026-03-15",
    );
    expect(of(told)).toEqual([
      "2026-01-31 s-1/allowance/0/1 credit-grant 40.00 paid 0.00",
      "2026-02-10 s-1~2/start/0/1 credit-grant 30.00 paid 0.00",
      "2026-02-28 s-1/allowance/1/1 credit-grant 40.00 paid 0.00",
    ]);
  });

  it("stop where a plan that does not grant them begins, and go on where that is undone", () => {
    const change = { fact: "change", id: "x", ...own, subscription: "s-1" } as const;
    const later = { ...change, on: "2026-03-31", plan: "team", recordedAt: "2026-02-01T00:00:00Z" };
    expect(of(story([granted, later], "2026-06-15"))).toHaveLength(2);
    const undone = { fact: "undo", id: "u", ...own, subscription: "s-1", change: "x" } as const;
    const told = { ...undone, recordedAt: "2026-03-01T00:00:00Z" };
    expect(of(story([granted, later, told], "2026-06-15"))).toHaveLength(5);
  });

  it("end where a grant was told to go with a subscription", () => {
    const told = story(
      [
        team,
        grant({ every: "monthly", subscription: "s-1" }),
        { fact: "cancel", id: "x", ...own, subscription: "s-1", on: "2026-03-15" },
      ],
      "2026-07-01",
    );
    expect(of(told)).toHaveLength(2);
  });
});

describe("credits that come back", () => {
  const cancel = {
    fact: "cancel",
    id: "x",
    ...own,
    subscription: "s-1",
    credit: "prorated",
  } as const;

  it("are the same part of them as of the line that a credit note gives back", () => {
    const told = story(
      [
        adHoc("prepaid", "1000 USD", { id: "p-1", price: "500 USD", date: "2026-01-01" }),
        grant({ amount: "99 USD" }),
        team,
        { ...cancel, on: "2026-02-14" },
      ],
      "2026-03-15",
    );
    expect(amounts(told)).toEqual([
      ["500.00", "0.00", "500.00", undefined, undefined],
      // 99.00 were given, 400.00 of the pack had cost 200.00.
      ["499.00", "299.00", "200.00", "200.00", "0.00"],
      // Half of the period: half of all credits, the pack's first, for it was drawn last.
      ["-249.50", "-124.75", "-124.75", "-124.75", "0.00"],
    ]);
    expect(credits(told).slice(-2)).toEqual([
      "2026-02-14 p-1/4 credit-release prepaid on c-1:2: s-1/base/0 124.75",
      "2026-02-14 p-1/5 credit-release free on c-1:2: s-1/base/0 124.75",
    ]);
  });

  it("leave the rest of the note to stand against the invoice in money", () => {
    const told = story(
      [grant({ amount: "99 USD" }), team, { ...cancel, on: "2026-02-14" }],
      "2026-03-15",
    );
    expect(amounts(told)).toEqual([
      ["499.00", "99.00", "400.00", undefined, undefined],
      ["-249.50", "-49.50", "-200.00", undefined, undefined],
    ]);
    expect(told.movements.at(-1)).toMatchObject({
      kind: "credit-note",
      total: "200.00",
      appliedTo: [{ invoice: "c-1:1", amount: "200.00" }],
    });
  });
});

describe("an account with credits", () => {
  it("forgets what was used up two years ago, and counts on", () => {
    const lived = (months: number) => {
      const accounts = replayAccounts(creditBooks);
      const topUps: AccountFact = {
        fact: "top-up-rule",
        id: "t",
        ...own,
        credit: "pack",
        date: "2026-01-31",
        whenBelow: "10 USD",
        amount: "500 USD",
      };
      const granted = subscription({ start: "2026-01-31", plan: "team-with" });
      for (const fact of [customer(), granted, topUps]) accounts.add(fact);
      const { replay } = accounts.open();
      const until = Date.UTC(2026, months, 1);
      const happenings = [...replay.happeningsUntil(until)];
      const ids = happenings.flatMap((one) => (one.kind === "movement" ? [one.movement] : []));
      const { credits } = replay.standing.get("c-1") ?? {};
      return {
        ids: ids.filter(isCreditMovement).map(({ id }) => id),
        sizes: [
          credits?.book.grants.length,
          credits?.book.burns.length,
          credits?.sold.length,
          credits?.topUps.length,
        ],
      };
    };
    const { ids, sizes } = lived(120);
    expect(new Set(ids).size).toBe(ids.length);
    expect(sizes).toEqual(lived(60).sizes);
    expect(Math.max(...sizes.map((size) => size ?? 0))).toBeLessThan(60);
  });
});
