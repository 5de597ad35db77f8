import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters, styleText } from "node:util";
import { describe, expect, it } from "vitest";
import planned from "../../src/model/fixtures/planned.ts";
import { florin, modelPath, printed } from "./florin.ts";
import { expectGolden } from "./golden.ts";

describe("florin check", () => {
  it("prints every fault of a model at once and its warnings beside them, and ends with 1", async () => {
    const ran = await florin(["check", modelPath("faulty.yaml")]);
    expect(ran.code).toBe(1);
    expectGolden("check-faulty", printed(ran));
  });

  it("prints the warnings of a model that can be used, and ends with 0", async () => {
    const ran = await florin(["check", modelPath("acme.yaml")]);
    expect(ran.code).toBe(0);
    expectGolden("check-acme", printed(ran));
    expect((await florin(["check", "--strict", modelPath("acme.yaml")])).code).toBe(1);
  });

  it("prints what a model promises and how it is earned where it is asked to", async () => {
    const ran = await florin(["check", "--obligations", "examples/dell-milspec/model.ts"]);
    expect(ran.code).toBe(0);
    const rows = ran.results.map((row) => stripVTControlCharacters(row).replaceAll(/ +/g, " "));
    expect(rows).toContainEqual(
      expect.stringMatching(/^ \/plans\/enterprise by day of each period/),
    );
    expect(rows).toContainEqual(
      expect.stringMatching(/^ \/bundles\/joint-solution .*by agreement$/),
    );
    const json = await florin(["check", "--obligations", "--json", modelPath("acme.yaml")]);
    const { obligations, bundles } = JSON.parse(json.results.join("\n"));
    expect(obligations[0]).toMatchObject({ kind: "plan", earned: "by-day", role: "principal" });
    expect(bundles).toEqual([]);
  });

  it("prints both as JSON, with their places", async () => {
    const faulty = await florin(["check", "--json", modelPath("faulty.yaml")]);
    expect(faulty.code).toBe(1);
    const { faults, warnings } = JSON.parse(faulty.results.join("\n"));
    expect(warnings).toMatchObject([
      { code: "overage-unstated", path: "/plans/overage-unsaid/charges/operations", line: 72 },
    ]);
    expect(faults).toContainEqual({
      code: "unknown-meter",
      path: "/plans/unknown-meter/charges/operations/meter",
      message: expect.any(String),
      value: "operation",
      suggestion: 'did you mean "operations"?',
      line: 16,
      column: 21,
    });
    const acme = await florin(["check", "--json", modelPath("acme.yaml")]);
    expect(JSON.parse(acme.results.join("\n"))).toMatchObject({
      faults: [],
      warnings: expect.arrayContaining([expect.objectContaining({ code: "overage-unstated" })]),
    });
  });

  it("colours what it finds on a terminal", async () => {
    const colours = { out: true, err: true };
    const ran = await florin(["check", modelPath("faulty.yaml")], { colours, columns: 72 });
    const [first = ""] = ran.results;
    expect(first.startsWith(styleText("red", "error    ", { validateStream: false }))).toBe(true);
    const shown = ran.results.map(stripVTControlCharacters);
    const widths = shown.filter((line) => line.startsWith(" ")).map((line) => line.length);
    expect(Math.max(...widths)).toBeLessThanOrEqual(72);
  });

  it.each(["none.yaml", "../cli", "golden.ts"])("refuses what is no model: %s", async (name) => {
    const ran = await florin(["check", `test/cli/${name}`]);
    expect(ran.code).toBe(1);
    expect(ran.results.at(-1)).toBe(`test/cli/${name}: 1 fault, no warnings`);
    expect(printed(ran)).not.toMatch(/\n\s+at /);
  });

  it("finds what keeps a plan from being forecast", async () => {
    const folder = mkdtempSync(join(tmpdir(), "florin-check-"));
    const path = join(folder, "model.json");
    const amount = "2_500 USD per month / (month-number() - 3)";
    writeFileSync(
      path,
      JSON.stringify(planned).replace('"amount":"2_500 USD per month"', `"amount":"${amount}"`),
    );
    const ran = await florin(["check", "--targets", "--json", path]);
    rmSync(folder, { recursive: true });
    expect(ran.code).toBe(1);
    expect(JSON.parse(ran.results.join("\n")).faults).toMatchObject([
      { code: "undefined-figure", path: "/costs/rent/amount" },
    ]);
  });

  it("exits 1 where the plan misses a target, and says how each does", async () => {
    const { code, results } = await florin(["check", "--targets", "src/model/fixtures/planned.ts"]);
    expect(code).toBe(1);
    expect(results).toContainEqual(expect.stringMatching(/^missed {3}Never out of cash: /));
    const slow = await florin([
      "check",
      "--targets",
      "--scenario",
      "slow",
      "--json",
      "src/model/fixtures/planned.ts",
    ]);
    expect(JSON.parse(slow.results.join("\n")).targets).toHaveLength(2);
  });
});
