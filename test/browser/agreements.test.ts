import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiClient, apiClient } from "../../src/cli/demo/api-client.ts";
import type { Florin } from "../../src/server.ts";
import type { ContractAnswer } from "../../src/services/accounts/account-answers.ts";
import type { DisputeAnswer } from "../../src/services/accounts/disputes-report.ts";
import type { MilestoneAnswer } from "../../src/services/accounts/milestones-report.ts";
import type { Page as PageOf } from "../../src/services/reports.ts";
import { type RunningFlorin, runFlorin } from "../server/running-florin.ts";
import { browserTestsSkipped, launch } from "./chromium.ts";
import { lookAt, watch } from "./looking.ts";
import { tellMoneyStory } from "./money-story.ts";
import { visit } from "./visit.ts";

describe.skipIf(browserTestsSkipped)(
  "contracts, projects, disputes and payouts in Chromium",
  () => {
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
    const press = (name: string): Promise<void> =>
      page.getByRole("button", { name, exact: true }).click();
    const keyField = () => page.getByLabel("API key that may write");
    const typeKey = (): Promise<void> => keyField().fill(florin.newApiKey ?? "");
    const told = (): Promise<unknown> => keyField().waitFor({ state: "detached" });
    const saved = async (): Promise<readonly string[]> => {
      const download = page.waitForEvent("download");
      await page.getByRole("button", { name: "CSV" }).first().click();
      const file = await readFile(await (await download).path(), "utf8");
      return file.trimEnd().split("\r\n");
    };

    it("lists all contracts, and narrows them to those whose notice is due", async () => {
      await open("/contracts");
      await page.getByText("All 2 contracts").waitFor();
      const shown = await text();
      for (const words of ["MSA-7", "MSA-9", "Ingleside Foundry", "2 Nov 2026", "of 12,000.00 USD"])
        expect(shown).toContain(words);
      await lookAt(page, "contracts");
      expect(await saved()).toHaveLength(3);
      await page.getByLabel("Notice due before").fill("2026-12-01");
      await page.getByText("1 contract", { exact: true }).waitFor();
      await expect.poll(text).not.toContain("MSA-9");
      expect(new URL(page.url()).search).toBe("?noticeBefore=2026-12-01");
    });

    it("leads to a contract, gives notice on it, takes it back, and agrees on a renewal", async () => {
      await page.getByRole("link", { name: "MSA-7" }).click();
      await page.getByRole("heading", { name: "To come" }).waitFor();
      const contract = () => api.get<ContractAnswer>("/v1/contracts/k-ingleside");
      await press("Give notice");
      await typeKey();
      await lookAt(page, "contract-notice");
      await press("Give notice");
      await told();
      expect(await contract()).toMatchObject({ noticeGiven: true });
      await press("Take notice back");
      await typeKey();
      await press("Take it back");
      await told();
      expect(await contract()).toMatchObject({ noticeGiven: false });
      await press("Agree on a renewal");
      await page.getByLabel("Commitment, USD").fill("15000");
      await typeKey();
      await press("Agree on it");
      await told();
      expect((await contract()).terms.map(({ by }) => by)).toEqual(["signature", "renewal"]);
      await page.getByText("Agreed renewal").waitFor();
      await lookAt(page, "contract");
      await press("Take the renewal back");
      await typeKey();
      await press("Take it back");
      await told();
      expect((await contract()).terms).toHaveLength(1);
    });

    it("shows what comes of a contract on its customer's timeline, with the way to it", async () => {
      await open("/customers/ingleside");
      const coming = page.getByRole("region", { name: "To come" });
      await coming.getByText("Last day for notice").waitFor();
      await coming.getByRole("link", { name: "Yearly agreement MSA-7" }).first().click();
      await page.getByRole("heading", { name: "MSA-7", level: 1 }).waitFor();
    });

    it("shows milestones, and marks one as reached", async () => {
      await open("/projects");
      await expect.poll(text).toContain("Security audit");
      await press("Mark as reached: Live");
      await page.getByLabel("On", { exact: true }).fill("2026-02-18");
      await typeKey();
      await lookAt(page, "project-milestone");
      await press("It was reached");
      await told();
      const { items } = await api.get<PageOf<MilestoneAnswer>>("/v1/milestones?customer=quayside");
      expect(items.map(({ reached }) => reached?.on)).toEqual(["2026-01-20", "2026-02-18"]);
      await page.getByText("reached 18 Feb 2026").waitFor();
      await lookAt(page, "projects");
      expect(await saved()).toHaveLength(5);
      await page.getByText("Open", { exact: true }).click();
      await page.getByText("All 2 milestones").waitFor();
    });

    it("shows disputes, and says how one was decided", async () => {
      await open("/payments");
      await page.getByRole("link", { name: "Disputes" }).click();
      await page.getByRole("button", { name: /^Tell/ }).click();
      await page.getByRole("radiogroup", { name: "Decision" }).getByText("Lost").click();
      await typeKey();
      await lookAt(page, "dispute-decision");
      await press("It was lost");
      await told();
      const { items } = await api.get<PageOf<DisputeAnswer>>("/v1/disputes");
      expect(items[0]).toMatchObject({ id: "d-1", status: "lost" });
      await page.getByRole("table", { name: "Disputes" }).getByText("Lost").waitFor();
      await lookAt(page, "disputes");
      expect(await saved()).toHaveLength(2);
    });

    it("shows payouts, and records one by hand", async () => {
      await open("/payments/payouts");
      await expect.poll(text).toContain("582.30");
      await press("Record a payout");
      await page.getByLabel("Provider").fill("paypal");
      await page.getByLabel("Its own id of the transfer").fill("po-2");
      await page.getByLabel("Collected").fill("100");
      await page.getByLabel("Fees of it").fill("2.90");
      await typeKey();
      await lookAt(page, "payout-record");
      await press("Record it");
      await told();
      await page.getByRole("table", { name: "Payouts" }).getByText("97.10").waitFor();
      await lookAt(page, "payouts");
      expect(await saved()).toHaveLength(3);
    });

    it("says what is missing, and holds on a phone in the dark", async () => {
      await open("/contracts/none");
      await expect.poll(text).toContain("No contract has the id none");
      problems.splice(0);
      await page.emulateMedia({ colorScheme: "dark" });
      await page.setViewportSize({ width: 390, height: 844 });
      for (const [name, path] of [
        ["contracts-narrow", "/contracts"],
        ["contract-narrow", "/contracts/k-ingleside"],
        ["projects-narrow", "/projects"],
        ["disputes-narrow", "/payments/disputes"],
        ["payouts-narrow", "/payments/payouts"],
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
  },
);
