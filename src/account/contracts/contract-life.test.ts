import { describe, expect, it } from "vitest";
import type { ContractTemplate } from "../../model/contract.ts";
import { usd } from "../../money/money.ts";
import { flat } from "../../pricing/flat.ts";
import { perUnit } from "../../pricing/per-unit.ts";
import type { Cancellation } from "../change-fact.ts";
import type { AccountFact } from "../fact.ts";
import { calls, contract, lines, signedStory, under, withTemplate } from "./contract.fixture.ts";

const on = (more: Partial<ContractTemplate>) => withTemplate({ name: "Own", term: 12, ...more });

const signed = contract({ template: "own" });
const yearly = under({ cadence: "annual" });
const about = { customer: "c-1", contract: "k-1" } as const;

const story = (
  facts: readonly AccountFact[],
  until: string,
  template: Partial<ContractTemplate>,
  usage: Parameters<typeof signedStory>[2] = {},
) => signedStory([signed, ...facts], until, { ...usage, books: on(template) });

describe("the renewal of a contract", () => {
  const automatic = { renewal: { automatic: true, noticeDays: 90 } } as const;
  const notice = (recordedAt: string) =>
    ({ fact: "contract-notice", id: "n", ...about, recordedAt }) as const;

  it("comes by itself, again and again, where it is automatic", () => {
    expect(lines(story([yearly], "2029-06-01T00:00:00Z", automatic))).toEqual(
      ["2026", "2027", "2028", "2029"].map((year, index) => [
        `${year}-01-01`,
        `s-1/base/${index} 12000.00`,
      ]),
    );
  });

  it("has a commitment of its own for each term", () => {
    const told = story([], "2028-06-01T00:00:00Z", {
      ...automatic,
      commitment: { amount: usd(900), per: "annual" },
    });
    expect(lines(told)).toEqual([
      ["2027-01-01", "k-1/true-up/1/0 900.00"],
      ["2028-01-01", "k-1/true-up/2/0 900.00"],
    ]);
  });

  it("does not come after notice in time, which ends what is under it", () => {
    const told = story([yearly, notice("2027-10-03T12:00:00Z")], "2029-06-01T00:00:00Z", automatic);
    expect(told.refused).toEqual([]);
    expect(lines(told).map(([day]) => day)).toEqual(["2026-01-01", "2027-01-01"]);
    const late = story([yearly, notice("2027-10-04T12:00:00Z")], "2029-06-01T00:00:00Z", automatic);
    expect(late.refused).toEqual(["n notice-too-late /contract"]);
    expect(lines(late)).toHaveLength(4);
  });

  it("comes after a notice that was taken back", () => {
    const back = {
      fact: "contract-notice-withdrawal",
      id: "w",
      ...about,
      recordedAt: "2026-12-31T12:00:00Z",
    } as const;
    const told = story(
      [yearly, notice("2026-09-01T00:00:00Z"), back],
      "2027-06-01T00:00:00Z",
      automatic,
    );
    expect(told.refused).toEqual([]);
    expect(lines(told)).toHaveLength(2);
    const late = { ...back, recordedAt: "2027-01-01T12:00:00Z" };
    expect(
      story([yearly, notice("2026-09-01T00:00:00Z"), late], "2027-06-01T00:00:00Z", automatic)
        .refused,
    ).toEqual(["w contract-over /contract"]);
    expect(story([yearly, back], "2027-06-01T00:00:00Z", automatic).refused).toEqual([
      "w no-notice /contract",
    ]);
  });

  it("by hand gives another term on other choices, and what is under it goes on", () => {
    const renewal = {
      fact: "contract-renewal",
      id: "r",
      ...about,
      months: 6,
      recordedAt: "2026-06-01T00:00:00Z",
    } as const;
    const told = story([under()], "2028-06-01T00:00:00Z", { term: { low: 6, high: 12 } });
    expect(told.refused).toEqual(["k-1 months-needed /months", "s-1 unknown-contract /contract"]);
    const monthly = (facts: readonly AccountFact[]) =>
      signedStory([{ ...signed, months: 12 }, ...facts], "2028-06-01T00:00:00Z", {
        books: on({ term: { low: 6, high: 12 } }),
      });
    expect(lines(monthly([under()]))).toHaveLength(12);
    const renewed = monthly([under(), renewal]);
    expect(renewed.refused).toEqual([]);
    expect(lines(renewed)).toHaveLength(18);
    const twice = { ...renewal, id: "r2", recordedAt: "2026-07-01T00:00:00Z" };
    expect(monthly([under(), renewal, twice]).refused).toEqual(["r2 already-renewed /contract"]);
    const late = { ...renewal, recordedAt: "2027-01-01T00:00:00Z" };
    expect(monthly([under(), late]).refused).toEqual(["r contract-over /contract"]);
  });

  it("keeps an end through changes that are undone", () => {
    const change = {
      fact: "change",
      id: "ch",
      customer: "c-1",
      subscription: "s-1",
      quantity: "2",
      on: "2026-12-01",
      recordedAt: "2026-08-01T00:00:00Z",
    } as const;
    const undo = {
      fact: "undo",
      id: "u",
      customer: "c-1",
      subscription: "s-1",
      change: "ch",
      recordedAt: "2026-11-01T00:00:00Z",
    } as const;
    const facts = [under(), change, notice("2026-09-01T00:00:00Z"), undo];
    const told = story(facts, "2027-06-01T00:00:00Z", automatic);
    expect(told.refused).toEqual([]);
    expect(lines(told)).toHaveLength(12);
  });
});

describe("an escalator", () => {
  it("raises prices by a fixed part at each anniversary, compounded, with the reason on the line", () => {
    const told = story([yearly], "2029-06-01T00:00:00Z", {
      term: 36,
      escalator: { kind: "fixed", percent: "3%", every: "annual" },
    });
    expect(lines(told)).toEqual([
      ["2026-01-01", "s-1/base/0 12000.00"],
      ["2027-01-01", "s-1/base/1 12360.00"],
      ["2028-01-01", "s-1/base/2 12730.80"],
    ]);
    expect(told.invoices[2]?.lines[0]?.explanation.steps.at(-1)).toEqual({
      label: "contract escalator",
      rate: "× 1.0609",
      amount: "730.8",
    });
  });

  it("raises it in as many steps as there are, exactly, and shows ten digits of what they come to", () => {
    const told = story([under()], "2028-01-02T00:00:00Z", {
      term: 36,
      escalator: { kind: "fixed", percent: "2.5%", every: "quarterly" },
    });
    expect(told.refused).toEqual([]);
    const line = told.invoices.at(-1)?.lines[0];
    expect(line?.amount).toBe("1218.40");
    expect(line?.explanation.steps.at(-1)).toEqual({
      label: "contract escalator",
      rate: "× 1.2184028975",
      amount: "218.402897509918212890625",
    });
  });

  it("raises the price of use too, and what goes back is what was paid", () => {
    const leaving: Cancellation = {
      fact: "cancel",
      id: "x",
      customer: "c-1",
      subscription: "s-1",
      on: "2027-02-15",
      credit: "prorated",
    };
    const usage = [calls("e", "2027-01-10T00:00:00Z", 100)];
    const told = story(
      [under(), leaving],
      "2027-06-01T00:00:00Z",
      { term: 36, escalator: { kind: "fixed", percent: "10%", every: "annual" } },
      { usage },
    );
    expect(lines(told).slice(-2)).toEqual([
      ["2027-02-01", "s-1/base/13 1100.00", "s-1/calls/12 11.00"],
      // 14 of 28 days.
      ["2027-02-15", "s-1/base/13/unused -550.00"],
    ]);
  });

  it("moves with an index between floor and cap, from the first period after the value is known", () => {
    const value = (id: string, day: string, at: string, stands: number) =>
      ({ fact: "index-value", id, ...about, day, value: stands, recordedAt: at }) as const;
    const facts = [
      under(),
      value("v0", "2025-12-01", "2026-01-01T00:00:00Z", 200),
      value("v1", "2026-12-01", "2027-02-20T00:00:00Z", 208),
      value("v2", "2027-12-01", "2027-12-20T00:00:00Z", 240),
    ];
    const told = story(facts, "2028-12-01T00:00:00Z", {
      term: 36,
      escalator: { kind: "index", index: "CPI", every: "annual", floor: "1%", cap: "5%" },
    });
    expect(told.refused).toEqual([]);
    const amounts = lines(told).map(([day, line]) => `${day} ${line?.split(" ")[1]}`);
    expect(amounts[11]).toBe("2026-12-01 1000.00");
    // The floor, until the value of the anniversary is known; 4% then; 5% of 15.38% at the next.
    expect(amounts[12]).toBe("2027-01-01 1010.00");
    expect(amounts[13]).toBe("2027-02-01 1010.00");
    expect(amounts[14]).toBe("2027-03-01 1040.00");
    expect(amounts[24]).toBe("2028-01-01 1092.00");
    expect(
      story([value("v", "2026-01-01", "2026-01-01T00:00:00Z", 1)], "2026-02-01T00:00:00Z", {})
        .refused,
    ).toEqual(["v index-unused /contract"]);
  });
});

describe("a commitment that is paid in advance", () => {
  const { cadence: _, ...use } = under({ plan: "usage" });
  const prepaid = {
    commitment: { amount: usd(1_000), per: "annual", shortfall: "waive" },
    prepayment: { share: "100%", discount: "10%" },
  } as const;
  const usage = [
    calls("a", "2026-01-10T00:00:00Z", 400),
    calls("b", "2026-06-10T00:00:00Z", 700),
    calls("c", "2026-09-10T00:00:00Z", 50),
  ];
  const shown = (told: ReturnType<typeof story>) =>
    told.invoices.map(({ issuedAt, lines: all, total, due = total }) => [
      issuedAt.slice(0, 10),
      all[0]?.id,
      total,
      due,
    ]);

  it("is drawn down by use, and more is billed in arrears", () => {
    const told = story([use], "2027-06-01T00:00:00Z", prepaid, { usage });
    expect(told.refused).toEqual([]);
    expect(shown(told)).toEqual([
      ["2026-01-01", "k-1/prepaid-1/credits", "900.00", "900.00"],
      ["2026-02-01", "s-1/calls/0", "360.00", "0.00"],
      ["2026-07-01", "s-1/calls/5", "640.00", "100.00"],
      ["2026-10-01", "s-1/calls/8", "50.00", "50.00"],
    ]);
  });

  it("pays what is missing where that is billed, the last day's use, and nothing that is bought outside", () => {
    const outside = { ...under({ id: "s-2", plan: "small" }), contract: undefined };
    const facts = [use, JSON.parse(JSON.stringify(outside)) as AccountFact];
    const { shortfall: __, ...commitment } = prepaid.commitment;
    const told = story(
      facts,
      "2027-01-02T00:00:00Z",
      { ...prepaid, commitment },
      {
        usage: [calls("z", "2026-12-31T23:00:00Z", 300)],
      },
    );
    const last = told.invoices.at(-1);
    expect(last?.lines.map(({ id, amount }) => `${id} ${amount}`)).toEqual([
      "s-1/calls/11 270.00",
      "s-2/base/12 10.00",
      "k-1/true-up/1/0 630.00",
    ]);
    expect(last?.due).toBe("10.00");
  });

  it("expires with the term, or rolls over as the template says", () => {
    const next = [calls("n", "2027-01-10T00:00:00Z", 1_500)];
    const facts = [use];
    const renewing = { ...prepaid, renewal: { automatic: true, noticeDays: 30 } } as const;
    const until = "2027-02-02T00:00:00Z";
    expect(shown(story(facts, until, renewing, { usage: next })).at(-1)).toEqual([
      "2027-02-01",
      "s-1/calls/12",
      "1400.00",
      "500.00",
    ]);
    const prepayment = {
      ...prepaid.prepayment,
      rollover: { share: "50%", times: 1, months: 12 },
    } as const;
    const rolled = story(facts, until, { ...renewing, prepayment }, { usage: next });
    expect(shown(rolled).at(-1)).toEqual(["2027-02-01", "s-1/calls/12", "1350.00", "0.00"]);
  });
});

describe("an option of a contract", () => {
  const options = [
    { name: "More", plan: "small", quantity: 1, price: flat(usd(6)), withinMonths: 3 },
    { name: "Training", offer: "training", price: perUnit(usd(700)) },
    { name: "Source", licence: "source", price: flat(usd(8_000)), withinMonths: 3 },
  ] as const;
  const small = (id: string, start: string) => under({ id, plan: "small", start });
  it("is the price of what is bought within its time and quantity", () => {
    const facts: AccountFact[] = [
      small("s-1", "2026-02-01"),
      small("s-2", "2026-02-01"),
      {
        fact: "sale",
        id: "w",
        customer: "c-1",
        offer: "training",
        date: "2026-02-01",
        quantity: 2,
        contract: "k-1",
      },
      {
        fact: "licence",
        id: "l",
        customer: "c-1",
        licence: "source",
        start: "2026-04-01",
        contract: "k-1",
      },
    ];
    const told = story(facts, "2026-04-02T00:00:00Z", { plans: ["base"], options });
    // The second is beyond the quantity, and the contract is not for its plan.
    expect(told.refused).toEqual(["s-2 not-in-contract /plan"]);
    expect(lines(told)).toEqual([
      ["2026-02-01", "s-1/base/0 6.00", "w/sale 1400.00"],
      ["2026-03-01", "s-1/base/1 6.00"],
      // The option was open until 31 March.
      ["2026-04-01", "s-1/base/2 6.00", "l/fee 10000.00"],
    ]);
    expect(told.invoices[0]?.lines.map(({ explanation }) => explanation.price)).toEqual([
      "/contracts/own/options/0/price",
      "/contracts/own/options/1/price",
    ]);
  });
});
