import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const places = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

/** Where Chromium is on this machine; undefined where it is not. */
export const chromiumPath: string | undefined = places.find(
  (place) => place !== undefined && existsSync(place),
);

/** Why browser tests are left out, and how to get what they need. In CI the tool must be there. */
export const browserTestsSkipped: boolean = (() => {
  if (chromiumPath !== undefined) return false;
  if (process.env.FLORIN_REQUIRE_TOOLS === "1")
    throw new Error(
      "there is no Chromium here; on Debian: apt install chromium, or name one in CHROMIUM",
    );
  console.warn(
    "skipped: there is no Chromium here; on Debian: apt install chromium, or name one in CHROMIUM",
  );
  return true;
})();

/** A headless browser that talks to nobody but the pages under test. */
export async function launch(): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error("no Chromium");
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  // Longer than Playwright's half minute: a machine that does other work as well takes its time.
  browser.on("context", (context) => {
    context.setDefaultTimeout(90_000);
    // Without motion: what fades in has less contrast on its way.
    context.on("page", (page) => page.emulateMedia({ reducedMotion: "reduce" }).catch(() => {}));
  });
  return browser;
}
