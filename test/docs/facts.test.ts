import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { factShapes, parseAccountFact } from "../../src/account/fact-shape.ts";
import { changeableStanding, type Standing } from "../../src/account/standing.ts";
import { faultsOf } from "../../src/fault/fault.ts";

const page = await readFile(fileURLToPath(new URL("../../docs/facts.md", import.meta.url)), "utf8");

const standings: readonly Standing[] = ["scheduled", "trialing", "active", "paused", "ended"];

/** The cells of each row of the table that begins with these column heads. */
function tableWith(heads: readonly string[]): readonly (readonly string[])[] {
  const start = page.indexOf(`| | ${heads.join(" | ")} |`);
  expect(start, heads.join(", ")).toBeGreaterThan(0);
  const [, , ...rows] = page.slice(start).split("\n\n", 1)[0]?.split("\n") ?? [];
  return rows.map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll("`", "")),
  );
}

describe("docs/facts.md", () => {
  it("says which change may be made when, and what it is refused with otherwise", () => {
    const shown = tableWith(standings);
    const rules = Object.entries(changeableStanding).map(([kind, need]) => [
      kind,
      ...standings.map((standing) => (need.standings.includes(standing) ? "yes" : need.code)),
    ]);
    expect([...shown].sort()).toEqual(rules.sort());
  });

  it("has every kind that is told of a subscription in that table, but for the undoing of the others", () => {
    const asks = (kind: string): boolean =>
      faultsOf(parseAccountFact({ fact: kind })).some(({ path }) => path === "/subscription");
    const told = Object.keys(factShapes).filter(asks);
    expect(told.sort()).toEqual([...Object.keys(changeableStanding), "undo"].sort());
  });

  it("names every kind of fact", () => {
    const named = (kind: string): boolean =>
      page.includes(`\`${kind}\``) || new RegExp(`^#{2,3} ${kind}$`, "m").test(page);
    expect(Object.keys(factShapes).filter((kind) => !named(kind))).toEqual([]);
  });
});
