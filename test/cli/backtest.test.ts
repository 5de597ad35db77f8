import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import bitnet from "../../examples/bitnet-rust/model.ts";
import type { Backtest } from "../../src/cli/backtest-text.ts";
import { add, decimalOf, formatFixed, sum, zero } from "../../src/money/decimal.ts";
import { florin } from "./florin.ts";

const model = "examples/bitnet-rust/model.ts";
const facts = "examples/bitnet-rust/facts.ndjson";
const until = "2026-12-31";

let folder: string;
let dearer: string;

/** BitNet with a dearer Developer plan, a cheaper Team plan, and a price list that falls less at ten million operations. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "florin-backtest-test-"));
  dearer = join(folder, "dearer.json");
  const copy = JSON.parse(JSON.stringify(bitnet));
  copy.version = "2.0";
  copy.plans.developer.prices = {
    monthly: { kind: "flat", amount: "119 USD" },
    annual: { kind: "flat", amount: "1190 USD" },
  };
  copy.plans.team.prices = {
    monthly: { kind: "flat", amount: "449 USD" },
    annual: { kind: "flat", amount: "4490 USD" },
  };
  await writeFile(dearer, JSON.stringify(copy));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What a replay bills each customer, without tax. */
async function billed(path: string): Promise<ReadonlyMap<string, string>> {
  const { results } = await florin(["replay", path, facts, "--until", until, "--json"]);
  const sums = new Map<string, ReturnType<typeof decimalOf>>();
  for (const line of results) {
    const { customer, lines } = JSON.parse(line);
    const own = sum(lines.map(({ amount }: { amount: string }) => decimalOf(amount)));
    sums.set(customer, add(sums.get(customer) ?? zero, own));
  }
  return new Map([...sums].map(([customer, amount]) => [customer, formatFixed(amount, 2)]));
}

describe("florin backtest of an example with other prices", () => {
  it("bills every customer what a replay of either model bills", async () => {
    const ran = await florin([
      "backtest",
      model,
      dearer,
      "--facts",
      facts,
      "--until",
      until,
      "--json",
    ]);
    expect(ran.messages).toEqual([]);
    const { bills, forecast }: Backtest = JSON.parse(ran.results.join("\n"));
    const [old, after] = [await billed(model), await billed(dearer)];
    expect(new Map(bills.customers.map((one) => [one.customer, one.old]))).toEqual(old);
    expect(new Map(bills.customers.map((one) => [one.customer, one.new]))).toEqual(after);
    // Ada pays 99 in each of twelve months, and 20 more of each.
    expect(bills.customers[0]).toMatchObject({ customer: "ada", change: "240.00" });
    expect(bills).toMatchObject({ losers: 2, winners: 2, unchanged: 6 });
    expect(bills.worst).toMatchObject([
      { customer: "ada", month: "2026-01", old: "99.00", new: "119.00", currency: "USD" },
    ]);
    for (const { old: was, new: is, change } of forecast)
      expect(formatFixed(add(decimalOf(was), decimalOf(change)), 2)).toBe(is);
  });

  it("is readable", async () => {
    const { results } = await florin([
      "backtest",
      model,
      dearer,
      "--facts",
      facts,
      "--until",
      until,
    ]);
    const text = results.join("\n");
    expect(text).toContain("Of 10 customers 2 pay more, 2 pay less and 6 pay the same.");
    expect(text).toContain(
      "Worst bill: Ada Lindqvist (ada) in 2026-01, 99.00 USD becomes 119.00 USD, +20.2%",
    );
    expect(text).toMatch(/^as before {2}\/plans\/developer\/charges/m);
    expect(text).toMatch(/^EBITDA, 2030 .* -\d/m);
    for (const row of results.filter((one) => /\d$/.test(one))) expect(row.length).toBeLessThan(81);
  });

  it("says in one line each that nothing changes", async () => {
    const { results } = await florin([
      "backtest",
      model,
      model,
      "--facts",
      facts,
      "--until",
      until,
    ]);
    expect(results).toContain("All 10 customers pay the same.");
    expect(results.at(-1)).toBe("The forecast is as before, 2026 to 2030.");
    expect(results.join("\n")).not.toContain("Worst bill");
  });

  it("says why forecasts are not compared", async () => {
    const unplanned = join(folder, "unplanned.json");
    const copy = JSON.parse(JSON.stringify(bitnet));
    for (const part of ["horizon", "segments", "costs", "capital", "figures", "claims", "targets"])
      delete copy[part];
    for (const part of ["funding", "scenarios", "correlations", "mixes"]) delete copy[part];
    await writeFile(unplanned, JSON.stringify(copy));
    const ran = await florin(["backtest", model, unplanned, "--facts", facts, "--until", until]);
    expect(ran.messages).toEqual([]);
    expect(ran.results.at(-1)).toBe(
      "The forecasts are not compared: only the old model has a plan.",
    );
  });

  it("draws what it is at where somebody watches, and nothing elsewhere", async () => {
    const words = ["backtest", model, dearer, "--facts", facts, "--until", until];
    const watched = await florin(words, { interactive: true });
    expect(watched.drawn.join("\n")).toMatch(/Billing[\s\S]*Forecast/);
    expect(watched.drawn.at(-1)).toBe("");
    expect((await florin(words)).drawn).toEqual([]);
  });
});
