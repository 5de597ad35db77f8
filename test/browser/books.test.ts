import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiClient, apiClient } from "../../src/cli/demo/api-client.ts";
import { demoBusiness } from "../../src/cli/demo/business.ts";
import { runMonths } from "../../src/cli/demo/run-months.ts";
import { generatedUsage } from "../../src/cli/demo/usage.ts";
import { expectOk } from "../../src/fault/fault.ts";
import { loadModel } from "../../src/model/load-model.ts";
import type { Florin } from "../../src/server.ts";
import type { MonthClose } from "../../src/services/closing/close-report.ts";
import type { CloseList } from "../../src/services/closing/close-service.ts";
import type { AgeingAnswer, TrialBalanceAnswer } from "../../src/services/ledger/ledger-answers.ts";
import type { RemainingObligationsAnswer } from "../../src/services/ledger/revenue-answers.ts";
import { parseInstant } from "../../src/time/instant.ts";
import { type RunningFlorin, runFlorin } from "../server/running-florin.ts";
import { browserTestsSkipped, launch } from "./chromium.ts";
import { lookAt, watch } from "./looking.ts";
import { visit } from "./visit.ts";

const quiet = { out: () => {}, err: () => {}, interactive: false };
const money = (amount: string | undefined): string =>
  Number(amount).toLocaleString("en", { minimumFractionDigits: 2 });

describe.skipIf(browserTestsSkipped)("the books in Chromium", () => {
  let server: RunningFlorin;
  let florin: Florin;
  let api: ApiClient;
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    const from = expectOk(parseInstant("2026-01-01T00:00:00Z"));
    server = await runFlorin(new Date(from - 1_000).toISOString());
    florin = server.florin;
    api = apiClient(florin.origin, florin.newApiKey ?? "");
    const model = expectOk(await loadModel("examples/bitnet-rust/model.ts")).model;
    await api.post("/v1/models", model);
    const scale = { customers: 30, seed: 7, from: { year: 2026, month: 1, day: 1 }, days: 90 };
    const customers = demoBusiness(scale);
    await runMonths(api, customers, generatedUsage(customers, from, 7), { from, days: 90 }, quiet);
    await api.post("/v1/closes", { month: "2026-01" });
    browser = await launch();
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    watch(page, florin.origin, problems);
    await visit(page, florin.consoleLink());
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await api?.close();
    await server?.stop();
  });

  const open = async (path: string): Promise<void> => {
    await visit(page, `${florin.origin}${path}`);
  };
  const look = (name: string): Promise<void> => lookAt(page, name);
  const text = (): Promise<string> => page.locator("main").innerText();

  it("shows the trial balance as of a day, final where its month is closed", async () => {
    await open("/ledger?asOf=2026-01-31");
    const balance = await api.get<TrialBalanceAnswer>("/v1/ledger/trial-balance?asOf=2026-01-31");
    expect(balance.final).toBe(true);
    const shown = await text();
    for (const { title } of balance.rows) expect(shown).toContain(title);
    expect(await page.locator("tfoot").innerText()).toContain(
      money(balance.totals[0]?.debitBalances),
    );
    expect(shown).toContain("this will not change");
    await page.getByRole("button", { name: "Verify" }).click();
    await page.getByText("Sound:").waitFor();
    await look("ledger");
  });

  it("leads from an account to its entries, and from an entry to its document", async () => {
    await open("/ledger");
    await page.getByRole("link", { name: "Deferred revenue: SaaS subscriptions" }).click();
    await page.getByRole("heading", { name: "Deferred revenue: SaaS subscriptions" }).waitFor();
    await page.getByText("Revenue recognised").first().waitFor();
    await look("journal");
    await page
      .getByRole("link", { name: /^Invoice / })
      .first()
      .click();
    await page.getByRole("article").first().waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/invoices\//);
  });

  it("narrows the journal to a kind of document", async () => {
    await open("/ledger/entries");
    await page.getByRole("combobox", { name: "Documents" }).click();
    await page.getByRole("option", { name: "Recognition of a close" }).click();
    await page.getByText("Revenue recognised").first().waitFor();
    expect(new URL(page.url()).search).toBe("?document=recognition");
    await expect.poll(text).not.toContain("Invoice ");
  });

  it("shows what customers owe, by age", async () => {
    const { asOf, totals } = await api.get<AgeingAnswer>("/v1/ledger/ageing");
    await open("/receivables");
    expect(await text()).toContain(money(totals[0]?.amounts.total));
    expect(await page.locator("input[type=date]").inputValue()).toBe(asOf);
    await look("receivables");
  });

  it("shows what is earned, deferred and left to earn", async () => {
    const remaining = await api.get<RemainingObligationsAnswer>(
      "/v1/revenue/remaining-obligations",
    );
    await open("/revenue");
    const shown = await text();
    expect(shown).toContain(money(remaining.items[0]?.total));
    await page.getByRole("button", { name: "Show the figures" }).click();
    await look("revenue");
  });

  it("closes a month after it was confirmed with a key, and shows it as closed", async () => {
    const before = await api.get<CloseList>("/v1/closes");
    expect(before.openMonth).toBe("2026-02");
    await open("/closes");
    await page.getByRole("button", { name: "Close February 2026" }).waitFor();
    await look("closes");
    const found = await api.get<MonthClose>("/v1/closes/2026-02");
    expect(await text()).toContain(money(found.recognised[0]?.amount));
    await page.getByRole("button", { name: "Close February 2026" }).click();
    await look("closes-confirm");
    await page.locator("input[type=password]").fill("florin_wrong_key");
    await page.getByRole("button", { name: "for good" }).click();
    await page.getByText("does not accept this key").waitFor();
    expect(problems.splice(0).filter((entry) => !entry.includes("401"))).toEqual([]);
    await page.locator("input[type=password]").fill(florin.newApiKey ?? "");
    await page.getByRole("button", { name: "for good" }).click();
    await page.getByRole("heading", { name: "March 2026" }).waitFor();
    const after = await api.get<CloseList>("/v1/closes");
    expect(after.items[0]?.month).toBe("2026-02");
    await page.getByRole("link", { name: "February 2026" }).click();
    await page.getByText(after.items[0]?.head.hash ?? "").waitFor();
    await look("closes-closed");
  });

  it("made no error and asked no other server", () => {
    expect(problems).toEqual([]);
  });
});
