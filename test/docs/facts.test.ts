import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { changeableStanding, type Standing } from "../../src/account/standing.ts";

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
});
