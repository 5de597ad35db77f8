import { readFileSync, writeFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { blocksOf, readText } from "../docs/markdown.ts";
import { consoleBlocks, runBlock, updateBlocks } from "./console-blocks.ts";
import { florin } from "./florin.ts";
import { updatesGolden } from "./golden.ts";

const page = "docs/plan-versus-actual.md";
const model = "test/cli/models/studio.yaml";
const facts = "test/cli/facts/studio.ndjson";

describe(page, () => {
  beforeAll(async () => {
    if (updatesGolden) await updateBlocks(page);
  });

  it.each(consoleBlocks(page))("shows what is printed: florin $command", async ({ command }) => {
    const block = consoleBlocks(page).find((other) => other.command === command);
    if (block !== undefined) expect(await runBlock(block)).toBe(block.printed);
  });
});

it("reads the facts that the page shows", async () => {
  const block = blocksOf(readText(page)).find(({ language }) => language === "ndjson");
  const told = join(await mkdtemp(join(tmpdir(), "florin-told-")), "facts.ndjson");
  writeFileSync(told, block?.text ?? "");
  const ran = await florin(["variance", model, "--facts", told, "--month", "2027-01", "--json"]);
  const { variance } = JSON.parse(ran.results.join("\n"));
  // 50 USD for the plan, and 120 minutes at 0.10 USD.
  expect(variance.actual).toBe("62.00");
  expect(Number(variance.parts.usage)).toBeCloseTo(2, 9);
});

describe("florin variance", () => {
  it("says the same of a plan that was written down as of the model's own", async () => {
    const folder = await mkdtemp(join(tmpdir(), "florin-plan-"));
    const plan = join(folder, "plan.json");
    const { results } = await florin(["forecast", model, "--json"]);
    writeFileSync(plan, results.join("\n"));
    const words = ["variance", model, "--facts", facts, "--to", "2027-03", "--json"];
    const own = await florin(words);
    const written = await florin([...words, "--plan", plan]);
    expect(written).toEqual(own);
    const { variance } = JSON.parse(own.results.join("\n"));
    const cents = (text: string): number => Math.round(Number(text) * 100);
    const parts = Object.values<string>(variance.parts).reduce((sum, part) => sum + cents(part), 0);
    expect(cents(variance.plan) + parts).toBe(cents(variance.actual));
  });

  it("tells other prices of another currency from what that was worth", async () => {
    const folder = await mkdtemp(join(tmpdir(), "florin-rates-"));
    const [listed, plan, told] = ["model.yaml", "plan.json", "facts.ndjson"].map((name) =>
      join(folder, name),
    ) as [string, string, string];
    writeFileSync(
      listed,
      `${readFileSync(model, "utf8")}priceLists:
  europe:
    name: Europe
    currency: EUR
    plans:
      team: { base: { monthly: { kind: flat, amount: 40 EUR } }, charges: { minutes: { kind: per-unit, unit: 0.10 EUR } } }
`,
    );
    const lines = [
      { fact: "exchange-rate", from: "EUR", to: "USD", day: "2027-01-29", rate: "1.25" },
      { fact: "customer", id: "a", name: "A", segment: "makers", priceList: "europe" },
      {
        fact: "subscription",
        id: "s",
        customer: "a",
        plan: "team",
        cadence: "monthly",
        start: "2027-01-01",
      },
    ];
    writeFileSync(told, lines.map((line) => JSON.stringify(line)).join("\n"));
    const written = JSON.parse((await florin(["forecast", listed, "--json"])).results.join("\n"));
    written.plan.rates = { EUR: "1.00" };
    writeFileSync(plan, JSON.stringify(written));
    const words = [
      "variance",
      listed,
      "--facts",
      told,
      "--month",
      "2027-01",
      "--metric",
      "mrr",
      "--json",
    ];
    const planned = JSON.parse((await florin([...words, "--plan", plan])).results.join("\n"));
    // 40 EUR instead of 50 USD, at 1.00 as planned; and each of them is worth 1.25.
    expect(planned.variance.actual).toBe("50.00");
    expect(planned.variance.parts).toMatchObject({ price: "-10.00", fx: "10.00", timing: "0.00" });
    const own = JSON.parse((await florin(words)).results.join("\n"));
    expect(own.variance.parts).toMatchObject({ price: "0.00", fx: "0.00", timing: "0.00" });
  });

  it("says once which segments the plan does not have, and names sold things as people do", async () => {
    const folder = await mkdtemp(join(tmpdir(), "florin-segments-"));
    const told = join(folder, "facts.ndjson");
    const of = (id: string, segment: string) => [
      { fact: "customer", id, name: id, segment },
      {
        fact: "subscription",
        id: `${id}-1`,
        customer: id,
        plan: "team",
        cadence: "annual",
        start: "2027-01-01",
      },
    ];
    const lines = [...of("a", "maker"), ...of("b", "maker"), ...of("c", "elsewhere")];
    writeFileSync(told, lines.map((line) => JSON.stringify(line)).join("\n"));
    const ran = await florin(["variance", model, "--facts", told, "--month", "2027-01"]);
    const [warning, ...others] = ran.messages.filter((line) => line.includes("no segment"));
    expect(others).toEqual([]);
    expect(warning).toBe(
      'The plan has no segment "maker" (2 customers; did you mean "makers"?), "elsewhere" (1 customer): counted as unplanned.',
    );
    expect(ran.results.join("\n")).toContain("Team, annual (unplanned)");
  });

  it("refuses a metric that the plan does not have, or that has no figure in the month", async () => {
    const words = ["variance", model, "--facts", facts, "--to", "2027-03", "--metric"];
    for (const [metric, code, hint] of [
      ["arpu", "unknown-metric", 'did you mean "arpa"?'],
      ["nrr", "metric-without-figure", "ask for a later month"],
    ] as const) {
      const refused = await florin([...words, metric]);
      expect(refused.code).toBe(1);
      expect(refused.messages.join("\n")).toContain(`--metric  ${code}`);
      expect(refused.messages.join("\n")).toContain(hint);
    }
  });

  it("refuses a file that is no plan, a month outside of it, and no month at all", async () => {
    const words = ["variance", model, "--facts", facts];
    for (const [more, code] of [
      [["--to", "2027-03", "--plan", model], `${model}  invalid-plan`],
      [["--to", "2027-03", "--plan", "nope.json"], 'there is no file "nope.json"'],
      [["--to", "2027-03", "--plan", "nope.json"], "florin forecast MODEL --json > nope.json"],
      [["--to", "2028-03"], "month-outside-plan"],
      [["--month", "2027-13"], "invalid-month"],
      [["--month", "2026-12"], "its first month is 2027-01"],
      [[], "until-needed"],
    ] as const) {
      const refused = await florin([...words, ...more]);
      expect(refused.code).toBe(1);
      expect(refused.messages.join("\n")).toContain(code);
      expect(refused.messages.filter((line) => line.includes("--month"))).toHaveLength(
        more[0] === "--month" ? 1 : 0,
      );
    }
  });
});
