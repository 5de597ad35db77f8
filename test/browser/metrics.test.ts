import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectOk } from "../../src/fault/fault.ts";
import type { MetricsAnswer } from "../../src/metrics/accounts/metrics-answer.ts";
import { loadModel } from "../../src/model/load-model.ts";
import { type RunningFlorin, runFlorin } from "../server/running-florin.ts";
import { browserTestsSkipped, launch } from "./chromium.ts";
import { lookAt, watch } from "./looking.ts";
import { liveThroughMetrics } from "./metrics-story.ts";
import { visit } from "./visit.ts";

describe.skipIf(browserTestsSkipped)("the metrics in Chromium", () => {
  let server: RunningFlorin;
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    server = await runFlorin("2024-12-31T00:00:00Z");
    const { model } = expectOk(await loadModel("examples/bitnet-rust/model.ts"));
    expect((await server.api.post("/v1/models", model)).status).toBe(201);
    await liveThroughMetrics(server);
    browser = await launch();
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    watch(page, server.florin.origin, problems);
    await visit(page, server.florin.consoleLink());
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    expect(problems).toEqual([]);
  });

  const open = async (path: string): Promise<void> => {
    await visit(page, `${server.florin.origin}${path}`);
  };
  const text = (): Promise<string> => page.locator("main").innerText();
  const metrics = async (query: string): Promise<MetricsAnswer> =>
    (await server.api.get(`/v1/metrics?${query}`)).json as MetricsAnswer;
  const money = (amount: string | null | undefined): string =>
    Number(amount).toLocaleString("en", { minimumFractionDigits: 2 }).replace("-", "\u2212");

  it("shows the headline figures of the running month as the API has them", async () => {
    await open("/business-metrics");
    const { figures, months } = await metrics("metrics=mrr,arr,customers,arpa,nrr");
    const last = months.at(-1);
    await page.getByText("No payment is in the books").first().waitFor();
    const shown = await text();
    for (const { metric, value } of figures.filter(({ month }) => month === last)) {
      if (metric === "customers") expect(shown).toContain(`\n${value}\n`);
      else if (metric !== "nrr") expect(shown).toContain(money(value));
    }
    expect(shown).toContain("So far; it is not over");
    expect(shown).toContain("No payment is in the books");
    await lookAt(page, "metrics");
  });

  it("opens a figure to its terms, its rows and the settings it was counted with", async () => {
    await open("/business-metrics?month=2025-12");
    await page
      .getByRole("link", { name: /Monthly recurring revenue/ })
      .first()
      .click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(/^(?:All|First) \d+\srows$/).waitFor();
    const { figures } = await metrics("metrics=mrr&from=2025-12&to=2025-12");
    expect(await dialog.innerText()).toContain(money(figures[0]?.value));
    await dialog.getByText(/Counted with/).click();
    await lookAt(page, "metrics-figure");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    // The dialog is gone before the address is.
    await page.waitForURL((url) => url.search === "?month=2025-12");
  });

  it("walks through a month, and leads to what is behind a loss", async () => {
    await open("/business-metrics?month=2025-11&by=country&cohorts=customers&usage=in");
    const { movements } = await metrics("metrics=mrr&from=2025-11&to=2025-11&settings=usage:in");
    const shown = await text();
    for (const kind of ["opening", "new", "closing"] as const)
      expect(shown).toContain(money(movements[0]?.[kind]));
    await page.getByRole("button", { name: "Show the figures" }).click();
    await lookAt(page, "metrics-month");
    await open("/business-metrics?month=2025-11&figure=churn-mrr&at=2025-11");
    await page
      .getByRole("dialog")
      .getByText(/\d+\srows?$/)
      .last()
      .waitFor();
    await lookAt(page, "metrics-churn");
  });

  it("says why a figure is not there", async () => {
    await open("/business-metrics?figure=dso");
    const dialog = page.getByRole("dialog");
    await dialog.getByText(/No payment is in the books/).waitFor();
    await lookAt(page, "metrics-unknown");
  });

  it("is as good on a phone, and in the dark", async () => {
    const phone = await browser.newPage({
      viewport: { width: 390, height: 844 },
      colorScheme: "dark",
    });
    watch(phone, server.florin.origin, problems);
    await phone.context().addCookies(await page.context().cookies());
    for (const [name, path] of [
      ["phone-metrics", "/business-metrics"],
      ["phone-metrics-figure", "/business-metrics?figure=revenue-cohorts&at=2025-03"],
    ] as const) {
      await visit(phone, `${server.florin.origin}${path}`);
      await lookAt(phone, name);
      const wide = await phone.evaluate("document.documentElement.scrollWidth");
      expect(wide, name).toBeLessThanOrEqual(390);
    }
    await phone.close();
  });
});
