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
  const buttons = [...document.querySelectorAll("main :is(button, a[download])")]
    .filter((button) => button.textContent.trim() === "CSV")
    .map(panelOf);
  return [...document.querySelectorAll("main table")]
    .filter((table) => table.querySelector("tbody tr") !== null)
    .filter((table) => !buttons.includes(panelOf(table)) && !buttons.includes(null))
    .map((table) => table.caption?.textContent ?? "a table");
})()`;

/** How a page is looked at. */
interface Look {
  readonly name: string;
  readonly scheme: "light" | "dark";
  readonly size: { readonly width: number; readonly height: number };
  /** Only these rules; all of them where it is left out. */
  readonly rules?: readonly string[];
}

const looks: readonly Look[] = [
  { name: "light-1280", scheme: "light", size: { width: 1280, height: 800 } },
  { name: "dark-390", scheme: "dark", size: { width: 390, height: 844 }, rules: darkRules },
];

/**
 * Looks at pages as a person does who does not see or point, in the light, and in the dark on a telephone. Answers what is wrong:
 * serious and critical faults, tables that cannot be saved, and pages that must be moved sideways. The console is loaded once for each
 * look and goes from page to page as its own links do: to load it anew for each takes twice as long, and the tests of single pages do so.
 */
export async function lookThrough(
  page: Page,
  origin: string,
  paths: readonly string[],
): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const look of looks) {
    await page.bringToFront();
    await page.setViewportSize(look.size);
    // Without motion, so that nothing is on its way from one state to the next.
    await page.emulateMedia({ colorScheme: look.scheme, reducedMotion: "reduce" });
    await visit(page, `${origin}${paths[0]}`);
    await page.evaluate(axeSource);
    for (const path of paths) {
      await goTo(page, path);
      const faults = await faultsOf(page, look.rules);
      const lost = await page.evaluate<readonly string[]>(unsaved);
      const beyond = await page.evaluate<number>(overflow);
      const here = [
        ...faults,
        ...lost.map((caption) => `no CSV of "${caption}"`),
        ...(beyond > 0 ? [`${beyond} pixels too wide`] : []),
      ];
      wrong.push(...here.map((one) => `${path}, ${look.name}: ${one}`));
      await shoot(page, path, look.name);
    }
  }
  return wrong;
}

/** Run in the page: marks what stands there, and asks the console's router for a path; whether it stands there already. */
const askFor = (path: string) => `(() => {
  if (location.pathname === ${JSON.stringify(path)}) return true;
  document.querySelector("h1")?.setAttribute("data-left", "");
  history.pushState({}, "", ${JSON.stringify(path)});
  return false;
})()`;

/** Goes to a page of the console as its own links do, and waits until what stood there is gone and the new page rests. */
async function goTo(page: Page, path: string): Promise<void> {
  const isThere = await page.evaluate<boolean>(askFor(path));
  if (!isThere) await page.waitForSelector("h1[data-left]", { state: "detached" });
  await settle(page);
}

async function shoot(page: Page, path: string, look: string): Promise<void> {
  if (shots === undefined) return;
  const name = path === "/" ? "overview" : path.slice(1).replaceAll(/[^a-z0-9]+/gi, "-");
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name}-${look}.png`), fullPage: true });
}
