import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect } from "vitest";

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);
const shots = join(import.meta.dirname, "..", "..", "test-artefacts", "screenshots");

/** Whether all of a page is shot, which takes five times as long as what of it a window shows. */
const fullPage = process.env.FLORIN_SCREENSHOTS !== undefined;

/** A screenshot kept as an artefact, and no violation of the accessibility rules. */
export async function lookAt(page: Page, name: string): Promise<void> {
  mkdirSync(shots, { recursive: true });
  // Without a heading a page has only begun; where none comes, that is a fault which axe names.
  const begun = page.locator("h1, iframe").first();
  await begun.waitFor({ state: "attached", timeout: 10_000 }).catch(() => {});
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage });
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run: (how: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
      };
    };
    const result = await axe.run({ resultTypes: ["violations"] });
    return result.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`);
  });
  expect(violations, name).toEqual([]);
}

/** Notes every error of a page, and every request that goes to another server than its own. */
export function watch(page: Page, origin: string, problems: string[]): void {
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== origin && !request.url().startsWith("data:"))
      problems.push(`asked another server: ${request.url()}`);
  });
}
