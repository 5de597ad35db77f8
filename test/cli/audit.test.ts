import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { florin } from "./florin.ts";

const model = "src/model/fixtures/stated.ts";

describe("florin audit", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "florin-audit-"));
  });
  afterAll(async () => rm(folder, { recursive: true, force: true }));

  it("prints what does not hold, and the counts", async () => {
    const { code, results } = await florin(["audit", model]);
    expect(code).toBe(0);
    expect(results.join("\n")).not.toContain("growth");
    expect(results).toContain("  fails        share.y2: 90% is 100% (+11%)");
    expect(results.at(-1)).toBe("6 claims: 3 hold, 2 fail, 1 cannot be checked");
  });

  it("prints JSON for programs", async () => {
    const { results } = await florin(["audit", model, "--json"]);
    const { summary, findings } = JSON.parse(results.join("\n"));
    expect(summary).toEqual({ claims: 6, holds: 3, fails: 2, unchecked: 1 });
    expect(findings[2]).toMatchObject({
      claim: "share.y2",
      path: "/claims/share/states/y2",
      section: "3.1",
      stated: "90%",
      recomputed: "100%",
      verdict: "fails",
      explanation: "The second year is the whole.",
    });
  });

  it("writes a page and Markdown, in which no text is markup", async () => {
    const [html, markdown] = [join(folder, "audit.html"), join(folder, "audit.md")];
    await florin(["audit", model, "--html", html, "--markdown", markdown]);
    const page = await readFile(html, "utf8");
    expect(page).toContain('<td class="n">&gt; 4.5</td>');
    expect(page).toContain("<h2>3.1</h2>");
    expect(await readFile(markdown, "utf8")).toContain(
      "| Share, year 2 | 90% | 100% | +11% | **fails** | The second year is the whole. |",
    );
  });

  it("lists the documents that are referred to and not there", async () => {
    const [html, markdown] = [join(folder, "nexus.html"), join(folder, "nexus.md")];
    const nexus = ["audit", "examples/nexus/model.ts"];
    const { results } = await florin([...nexus, "--html", html, "--markdown", markdown]);
    expect(results).toContain("Documents that are referred to and not there");
    expect(results).toContain("  not there    Usage tracking (usage-tracking)");
    expect(results.at(-1)).toBe("13 documents that it refers to are not there");
    const { unresolved } = JSON.parse((await florin([...nexus, "--json"])).results.join("\n"));
    expect(unresolved).toHaveLength(13);
    expect(unresolved[3]).toEqual({
      id: "valuation-model",
      path: "/references/valuation-model",
      title: "Valuation model: the path to profitability",
      at: "docs/investor/valuation_model.md",
      rows: ["S0-015", "S0-028"],
    });
    expect(await readFile(html, "utf8")).toContain("<td>Pitch deck</td>");
    expect(await readFile(markdown, "utf8")).toContain(
      "| Risk analysis | docs/investor/risk\\_analysis.md |",
    );
  });

  it("fails a build where that is asked for", async () => {
    expect((await florin(["audit", model, "--strict"])).code).toBe(1);
  });

  it("refuses a model that is at fault", async () => {
    const { code, messages } = await florin(["audit", "test/cli/models/faulty.yaml"]);
    expect(code).toBe(1);
    expect(messages.join("\n")).toContain("unknown-meter");
  });
});
