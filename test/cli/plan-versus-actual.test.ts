import { writeFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
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

  it("refuses a file that is no plan, a month outside of it, and no month at all", async () => {
    const words = ["variance", model, "--facts", facts];
    for (const [more, code] of [
      [["--to", "2027-03", "--plan", model], "invalid-plan"],
      [["--to", "2028-03"], "month-outside-plan"],
      [["--month", "2027-13"], "invalid-month"],
      [[], "until-needed"],
    ] as const) {
      const refused = await florin([...words, ...more]);
      expect(refused.code).toBe(1);
      expect(refused.messages.join("\n")).toContain(code);
    }
  });
});
