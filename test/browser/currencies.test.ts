import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiClient, apiClient } from "../../src/cli/demo/api-client.ts";
import type { Florin } from "../../src/server.ts";
import type { ForeignPayments } from "../../src/services/ledger/foreign-payments.ts";
import type {
  EntryAnswer,
  ForeignCurrencyAnswer,
} from "../../src/services/ledger/ledger-answers.ts";
import type { Page as PageOf } from "../../src/services/reports.ts";
import { type RunningFlorin, runFlorin } from "../server/running-florin.ts";
import { browserTestsSkipped, launch } from "./chromium.ts";
import { lookAt, watch } from "./looking.ts";
import { tellMoneyStory } from "./money-story.ts";
import { visit } from "./visit.ts";

const money = (amount: string | null | undefined): string =>
  Number(amount).toLocaleString("en", { minimumFractionDigits: 2 });

describe.skipIf(browserTestsSkipped)("other currencies and entries by hand in Chromium", () => {
  let server: RunningFlorin;
  let florin: Florin;
  let api: ApiClient;
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    server = await runFlorin(new Date(Date.UTC(2026, 0, 1) - 1_000).toISOString());
    florin = server.florin;
    api = apiClient(florin.origin, florin.newApiKey ?? "");
    await tellMoneyStory(api);
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
  const text = (): Promise<string> => page.locator("main").innerText();
  const press = (name: string | RegExp): Promise<void> =>
    page.getByRole("button", { name, exact: true }).click();
  const typeKey = (): Promise<void> =>
    page.getByLabel("API key that may write").fill(florin.newApiKey ?? "");
  const saved = async (): Promise<readonly string[]> => {
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "CSV" }).first().click();
    const file = await readFile(await (await download).path(), "utf8");
    return file.trimEnd().split("\r\n");
  };

  it("shows what stands in other currencies, and what rates gained", async () => {
    const report = await api.get<ForeignCurrencyAnswer>("/v1/ledger/foreign-currency");
    expect(report.positions.length).toBeGreaterThan(0);
    await open("/currencies");
    await page.getByRole("table", { name: "Positions in other currencies" }).waitFor();
    const shown = await text();
    for (const { amount, gain } of report.positions) {
      expect(shown).toContain(money(amount));
      expect(shown).toContain(money(gain));
    }
    for (const { net } of report.results) expect(shown).toContain(money(net));
    await lookAt(page, "currencies");
    expect(await saved()).toHaveLength(report.positions.length + 1);
  });

  it("lists exchanged payments with their rates and gains, and narrows them to a customer", async () => {
    const { items } = await api.get<ForeignPayments>("/v1/ledger/foreign-payments");
    await open("/currencies");
    await page.getByRole("link", { name: "Exchanged payments" }).click();
    await page.getByRole("heading", { name: "Exchanged payments", level: 1 }).waitFor();
    await page.getByText(`All ${items.length} payments`).waitFor();
    const shown = await text();
    for (const { name, gain, rate } of items) {
      expect(shown).toContain(name);
      if (gain !== null) expect(shown).toContain(money(gain));
      if (rate !== null) expect(shown).toContain(rate);
    }
    await lookAt(page, "exchanged-payments");
    expect(await saved()).toHaveLength(items.length + 1);
    await page.getByRole("combobox", { name: "Customer" }).fill("sudwind");
    await page.getByRole("option", { name: "Südwind Energie AG" }).click();
    await page.getByText("1 payment", { exact: true }).waitFor();
    expect(new URL(page.url()).search).toBe("?customer=sudwind");
  });

  it("adds a rate with a key, corrects it, and says which rate counts", async () => {
    await open("/currencies/rates");
    await press("Add a rate");
    const form = page.getByRole("form", { name: "Add a rate" });
    await form.getByLabel("One of").fill("gbp");
    await form.getByLabel("Was worth, in").fill("usd");
    await form.getByLabel("Rate", { exact: true }).fill("1.2650");
    await form.getByLabel("Source").fill("the bank");
    await typeKey();
    await lookAt(page, "exchange-rates-add");
    await press("Add it");
    await page.getByText("The rate was added.").waitFor();
    await page.getByRole("row", { name: /GBP.*the bank/ }).waitFor();
    await press("Add a rate");
    await form.getByLabel("One of").fill("GBP");
    await form.getByLabel("Was worth, in").fill("USD");
    await form.getByLabel("Rate", { exact: true }).fill("1.2660");
    await typeKey();
    await press("Add it");
    await page.getByText("another rate of GBP USD is known").first().waitFor();
    problems.splice(0);
    await form.getByLabel("Replace another rate").check();
    await press("Add it");
    await page.getByText("The rate replaces the other one from now on.").waitFor();
    const finder = page.getByRole("region", { name: "Which rate counts" });
    await finder.getByLabel("One of").fill("USD");
    await finder.getByLabel("In", { exact: true }).fill("GBP");
    await finder.getByText("the inverse of the other direction").waitFor();
    expect(await finder.innerText()).toContain("the bank");
    await finder.getByLabel("In", { exact: true }).fill("USD");
    await finder.getByLabel("One of").fill("EUR");
    await finder.getByText("as it was told").waitFor();
    expect(await finder.innerText()).toContain("1.101");
    await lookAt(page, "exchange-rates");
  });

  it("writes an entry that balances, and takes it back once", async () => {
    await open("/ledger/by-hand");
    await page.getByText("Support of January, invoice to come").first().waitFor();
    await press("Write an entry");
    await page.getByLabel("Reason").fill("Fee of the bank");
    await page.getByLabel("Who answers for it").fill("Dana Field");
    const first = page.getByRole("group", { name: "Line 1" });
    const second = page.getByRole("group", { name: "Line 2" });
    await first.getByLabel("Account").fill("expenses:other:bank");
    await first.getByLabel("Debit").fill("12.50");
    await second.getByLabel("Account").fill("assets:cash");
    await second.getByLabel("Credit").fill("12.40");
    await page.getByText("0.10 is missing in credits").waitFor();
    await typeKey();
    expect(await page.getByRole("button", { name: "Post it" }).isDisabled()).toBe(true);
    await second.getByLabel("Credit").fill("12.50");
    await lookAt(page, "entry-by-hand");
    await press("Post it");
    await page.getByText("Posted as").waitFor();
    await press("Take it back: Fee of the bank");
    await page.getByLabel("Reason").fill("it was another bank");
    await page.getByLabel("Who answers for it").fill("Dana Field");
    await typeKey();
    await lookAt(page, "entry-by-hand-reversal");
    await press("Take it back");
    await page.getByRole("link", { name: "Taken back" }).waitFor();
    const { items } = await api.get<PageOf<EntryAnswer>>(
      "/v1/ledger/entries?document=manual-entry",
    );
    expect(items.filter(({ reversedBy }) => reversedBy !== null)).toHaveLength(1);
    await lookAt(page, "entries-by-hand");
    expect(await saved()).toHaveLength(5);
  });

  it("holds on a phone in the dark", async () => {
    await page.emulateMedia({ colorScheme: "dark" });
    await page.setViewportSize({ width: 390, height: 844 });
    for (const [name, path] of [
      ["currencies-narrow", "/currencies"],
      ["exchanged-payments-narrow", "/currencies/payments"],
      ["exchange-rates-narrow", "/currencies/rates"],
      ["entries-by-hand-narrow", "/ledger/by-hand"],
    ] as const) {
      await open(path);
      const wider = await page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth",
      );
      expect(wider, name).toBeLessThanOrEqual(0);
      await lookAt(page, name);
    }
  });

  it("made no error and asked no other server", () => {
    expect(problems).toEqual([]);
  });
});
