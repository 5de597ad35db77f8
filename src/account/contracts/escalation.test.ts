import { describe, expect, it } from "vitest";
import { expectOk } from "../../fault/fault.ts";
import type { Escalator } from "../../model/contract.ts";
import type { PublishedValue } from "../../model/price-index.ts";
import type { AccountFact } from "../fact.ts";
import { priceBooks } from "../price-book.ts";
import { contract, lines, signedStory, under, withTemplate } from "./contract.fixture.ts";

const signed = contract({ template: "own" });
const cpi: Escalator = { kind: "index", index: "cpi", every: "annual" };

/** What a subscription of 1000.00 a month is billed in these months, with a table of the index in the model. */
function billed(
  months: readonly string[],
  values: readonly PublishedValue[],
  escalator: Escalator = cpi,
  facts: readonly AccountFact[] = [],
) {
  const { model } = withTemplate({ name: "Own", term: 60, escalator }).current;
  const books = expectOk(priceBooks([{ ...model, indexes: { cpi: { name: "CPI", values } } }]));
  const told = signedStory([signed, under(), ...facts], "2030-01-01T00:00:00Z", { books });
  expect(told.refused).toEqual([]);
  const amounts = new Map(
    lines(told).map(([day = "", line = ""]) => [day.slice(0, 7), line.split(" ")[1]]),
  );
  return months.map((month) => amounts.get(month));
}

const table: readonly PublishedValue[] = [
  { day: "2025-11-01", value: "324.122", published: "2025-12-18" },
  { day: "2026-11-01", value: "333.846", published: "2026-12-17" },
  { day: "2027-11-01", value: "340.523", published: "2028-02-10" },
];

// S3-003, U-02: inflation protection, price cap and index clause.
describe("prices that move with an index of the model", () => {
  it("rise by the ratio of the values of the anniversaries, compounded and to the cent", () => {
    // 333.846 / 324.122 = 1.0300010490…; 340.523 / 333.846 = 1.0200002396…
    expect(billed(["2026-12", "2027-01", "2028-03", "2029-01"], table)).toEqual([
      "1000.00",
      "1030.00",
      "1050.60",
      "1050.60",
    ]);
  });

  it("wait for a value that is published after the anniversary, for each period that begins before", () => {
    expect(billed(["2028-01", "2028-02", "2028-03"], table)).toEqual([
      "1030.00",
      "1030.00",
      "1050.60",
    ]);
  });

  it("take a revised value from when it is published", () => {
    const revised: readonly (PublishedValue | undefined)[] = [
      table[0],
      table[1],
      { day: "2026-11-01", value: "356.5342", published: "2027-05-15" },
    ];
    const values = revised.filter((one) => one !== undefined);
    expect(billed(["2027-05", "2027-06"], values)).toEqual(["1030.00", "1100.00"]);
  });

  it("stay between floor and cap, each year by itself", () => {
    const bounded: Escalator = { ...cpi, floor: "1%", cap: "2.5%" };
    // The cap; 2.00002%; the floor, of an index that stood still.
    expect(billed(["2027-01", "2028-03", "2029-01"], table, bounded)).toEqual([
      "1025.00",
      "1045.50",
      "1055.96",
    ]);
  });

  it("follow what was told of the contract, before the table", () => {
    const own: AccountFact = {
      fact: "index-value",
      id: "v",
      customer: "c-1",
      contract: "k-1",
      day: "2026-11-01",
      value: "340.3281",
      recordedAt: "2026-12-20T00:00:00Z",
    };
    expect(billed(["2027-01"], table, cpi, [own])).toEqual(["1050.00"]);
  });
});
