import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { settle, visit } from "./visit.ts";

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);

/** Where the walk leaves pictures of every page; none where it is not set. */
const shots = process.env.FLORIN_SCREENSHOTS;

/** The rules that what is read in the dark can break and what is read in the light does not. */
const darkRules = ["color-contrast", "link-in-text-block"];

async function faultsOf(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  return page.evaluate(async (only) => {
    const { axe } = globalThis as unknown as {
      axe: {
        run: (how: object) => Promise<{
          violations: { id: string; impact: string; nodes: { html: string }[] }[];
        }>;
      };
    };
    const result = await axe.run({
      resultTypes: ["violations"],
      ...(only === undefined ? {} : { runOnly: { type: "rule", values: only } }),
    });
    return result.violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" | ")}`);
  }, rules);
}

const overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth";

/** Run in the page: the captions of tables with rows that no button of their panel saves, and none of the page. */
const unsaved = `(() => {
  const panelOf = (part) => part.closest("main section:has(h2)");
  const buttons = [...document.querySelectorAll("main button")]
    .filter((button) => button.textContent.trim() === "CSV")
    .map(panelOf);
  return [...document.querySelectorAll("main table")]
    .filter((table) => table.querySelector("tbody tr") !== null)
    .filter((table) => !buttons.includes(panelOf(table)) && !buttons.includes(null))
    .map((table) => table.caption?.textContent ?? "a table");
})()`;

/**
 * Looks at one page as a person does who does not see or point, in the light, and in the dark on a telephone. Answers what is
 * wrong: serious and critical faults, tables that cannot be saved, and whether it must be moved sideways.
 */
export async function lookThrough(page: Page, address: string): Promise<readonly string[]> {
  const { pathname } = new URL(address);
  const name = pathname === "/" ? "overview" : pathname.slice(1).replaceAll(/[^a-z0-9]+/gi, "-");
  const shoot = async (how: string) => {
    if (shots === undefined) return;
    mkdirSync(shots, { recursive: true });
    await page.screenshot({ path: join(shots, `${name}-${how}.png`), fullPage: true });
  };
  await page.bringToFront();
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await visit(page, address);
  await page.evaluate(axeSource);
  const light = await faultsOf(page);
  const wide = await page.evaluate<number>(overflow);
  const lost = await page.evaluate<readonly string[]>(unsaved);
  await shoot("light-1280");
  // Without motion, so that no colour is on its way from one scheme to the other.
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.waitForSelector("html[data-mantine-color-scheme=dark]", { state: "attached" });
  await settle(page);
  const dark = await faultsOf(page, darkRules);
  const beyond = await page.evaluate<number>(overflow);
  await shoot("dark-390");
  return [
    ...light,
    ...(wide > 0 ? [`${wide} pixels too wide at 1280`] : []),
    ...lost.map((caption) => `no CSV of "${caption}"`),
    ...dark.map((fault) => `in the dark: ${fault}`),
    ...(beyond > 0 ? [`${beyond} pixels too wide at 390`] : []),
  ].map((fault) => `${pathname}: ${fault}`);
}
