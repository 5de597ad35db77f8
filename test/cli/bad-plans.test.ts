import { mkdtempSync, readFileSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { florin, printed } from "./florin.ts";

const folder = mkdtempSync(join(tmpdir(), "florin-bad-plans-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

const studio = "test/cli/models/studio.yaml";

/** The studio with something else in it, as a file. */
async function studioWith(change: (model: ReturnType<typeof parse>) => void): Promise<string> {
  const model = parse(readFileSync(studio, "utf8"));
  change(model);
  const file = join(folder, "model.json");
  await writeFile(file, JSON.stringify(model));
  return file;
}

const figure = (is: unknown) => (model: ReturnType<typeof parse>) => {
  model.figures = { a: { is } };
};

describe("a plan that cannot be", () => {
  it.each([
    ["a division by zero", figure("1 / 0"), "undefined-figure", "/figures/a/is", "divides by zero"],
    ["no number", figure("ln(0)"), "undefined-figure", "/figures/a/is", "comes to no number"],
    ["a cycle", figure("a + 1"), "formula-cycle", "/figures/a/is", "previous(a, before)"],
    [
      "a misspelled name",
      figure("custmers"),
      "unknown-name",
      "/figures/a/is",
      "forecast.customers",
    ],
    ["a power of ten", figure("1e300%"), "formula-syntax", "/figures/a/is", "1_500_000"],
    ["NaN", figure("NaN"), "unknown-name", "/figures/a/is", "NaN"],
    ["Infinity", figure("Infinity"), "unknown-name", "/figures/a/is", "Infinity"],
    ["units that mix", figure("5 USD + 3 customers"), "unit-mismatch", "/figures/a/is", "customer"],
    [
      "bounds reversed",
      figure({ low: "9%", high: "5%" }),
      "range-reversed",
      "/figures/a/is",
      "low",
    ],
    ["no years", (model) => (model.horizon.years = 0), "out-of-range", "/horizon/years", "(0)"],
    ["10,000 years", (model) => (model.horizon.years = 1e4), "out-of-range", "/horizon", "1 to 10"],
    [
      "a churn over 100%",
      (model) => (model.segments.makers.purchases.monthly.churn.rate = "130% per month"),
      "chance-out-of-range",
      "/segments/makers/purchases/monthly/churn/rate",
      "130%",
    ],
    [
      "a delay that changes by month",
      (model) => (model.capital.collectedAfter = "month-number() * 1 month"),
      "not-one-figure",
      "/capital/collectedAfter",
      "1 fault",
    ],
    [
      "shares of more than the whole",
      (model) => (model.segments.makers.purchases.monthly.share = "90%"),
      "shares-not-whole",
      "/segments/makers/purchases",
      "110",
    ],
  ] satisfies [string, (model: ReturnType<typeof parse>) => unknown, string, string, string][])(
    "is named by florin check: %s",
    async (_, change, code, path, words) => {
      const ran = await florin(["check", "--strict", await studioWith(change)]);
      const text = printed(ran);
      expect(ran.code).toBe(1);
      for (const part of [code, path, words]) expect(text).toContain(part);
    },
  );

  it("stands in the file at its line, the plan's faults as well", async () => {
    const file = await studioWith((model) => {
      model.segments.makers.purchases.monthly.share = "90%";
    });
    const ran = await florin(["check", file]);
    expect(printed(ran)).toMatch(/model\.json:\d+:\d+ {2}\/segments\/makers\/purchases /);
  });

  it("tells the fault of a sought figure once, by its own column", async () => {
    const asked = ["--driver", "segments.makers.new", "--figure", "metrics.nrr +"];
    const { code, messages } = await florin(["seek", studio, ...asked, "--at-least", "110%"]);
    expect(code).toBe(1);
    const text = messages.join("\n");
    expect(text.match(/formula-syntax/g)).toHaveLength(1);
    expect(text).toMatch(/--figure {2}formula-syntax\n.*missing here \(column 14\)/);
  });

  it("says all that an empty model lacks", async () => {
    const file = join(folder, "empty.json");
    await writeFile(file, "{}");
    const { code, messages } = await florin(["forecast", file]);
    expect(code).toBe(1);
    for (const field of ["/id", "/name", "/currency"]) expect(messages.join("\n")).toContain(field);
  });
});

describe("a command line that asks what cannot be", () => {
  const churn = "segments.makers.purchases.monthly.churn";
  it.each([
    ["forecast --years 0", "--years"],
    ["forecast --trials 0", "--trials"],
    ["forecast --trials 1000000000", "100,000"],
    ["forecast --seed 7", "add --trials"],
    ["forecast --in 2027-03", "add --tornado"],
    ["forecast --scenario nope", "unknown-scenario"],
    ["forecast --compare nope", "unknown-scenario"],
    ["forecast --tornado custmers", 'did you mean "forecast.customers"?'],
    ["forecast --tornado forecast.cash --swing 1e300%", "power of ten"],
    ["forecast --tornado forecast.cash --swing -5%", "above 0%"],
    ["forecast --tornado forecast.cash --in 2050-01", "has 1 year "],
    ["simulate --months -3", "--months"],
    ["simulate --months 99", "ask for 12"],
    ["figures forecast.ebtida", 'did you mean "forecast.ebitda"?'],
    ["figures forecast.ebitda --month 13", "months-beyond-plan"],
    [`seek --driver ${churn} --figure forecast.mrr`, "--at-least"],
    [`seek --driver ${churn} --figure forecast.mrr --at-least 5`, "unit-mismatch"],
    [`seek --driver ${churn} --figure forecast.mrr --at-least 5 --from 5% --to 2%`, "--"],
    ["seek --driver churm --figure metrics.logo-churn --at-least 5%", `did you mean "${churn}"?`],
    ["seek --driver nope --figure forecast.mrr --at-least 5", "--driver  unknown-name"],
    ["seek --driver nope --figure forecast.mrr --at-least 5", 'the nearest names are "'],
    ["export /nowhere/at/all/plan.csv", "no such folder"],
    ["export /tmp", "unknown-export"],
  ])("is refused with what helps: florin %s", async (line, words) => {
    const [command = "", ...options] = line.split(" ");
    const ran = await florin([command, studio, ...options]);
    expect(ran.code).toBe(1);
    expect(ran.results).toEqual([]);
    expect(ran.messages.join("\n")).toContain(words);
    expect(ran.messages.join("\n")).toContain("error");
  });
});
