import { mkdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiClient, apiClient } from "../../src/cli/demo/api-client.ts";
import { demoBusiness } from "../../src/cli/demo/business.ts";
import { runMonths } from "../../src/cli/demo/run-months.ts";
import { generatedUsage } from "../../src/cli/demo/usage.ts";
import { expectOk } from "../../src/fault/fault.ts";
import { loadModel } from "../../src/model/load-model.ts";
import { type Florin, startFlorin } from "../../src/server.ts";
import type { InvoiceSummary, Page as ListPage, Summary } from "../../src/services/reports.ts";
import { parseInstant } from "../../src/time/instant.ts";
import { browserTestsSkipped, launch } from "./chromium.ts";

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);
const shots = join(import.meta.dirname, "..", "..", "test-artefacts", "screenshots");
const quiet = { out: () => {}, err: () => {}, interactive: false };

describe.skipIf(browserTestsSkipped)("the console in Chromium", () => {
  let florin: Florin;
  let api: ApiClient;
  let browser: Browser;
  let page: Page;
  let folder: string;
  const problems: string[] = [];

  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    folder = await mkdtemp(join(tmpdir(), "florin-console-"));
    const from = expectOk(parseInstant("2026-01-01T00:00:00Z"));
    florin = await startFlorin({
      dataFolder: folder,
      databaseUrl: undefined,
      host: "127.0.0.1",
      port: 0,
      clockStart: from - 1_000,
      logLevel: "silent",
    });
    api = apiClient(florin.origin, florin.newApiKey ?? "");
    const model = expectOk(await loadModel("examples/bitnet-rust/model.ts")).model;
    await api.post("/v1/models", model);
    const scale = { customers: 40, seed: 7, from: { year: 2026, month: 1, day: 1 }, days: 59 };
    const customers = demoBusiness(scale);
    await runMonths(api, customers, generatedUsage(customers, from, 7), { from, days: 59 }, quiet);
    await api.post("/v1/events", {
      id: "lost",
      type: "inference",
      customer: "nobody",
      time: "2026-02-20T12:00:00Z",
      data: { operations: 5 },
    });
    browser = await launch();
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") problems.push(message.text());
    });
    page.on("request", (request) => {
      if (new URL(request.url()).origin !== florin.origin && !request.url().startsWith("data:"))
        problems.push(`asked another server: ${request.url()}`);
    });
  });

  afterAll(async () => {
    await browser?.close();
    await api?.close();
    await florin?.stop();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });

  const open = async (path: string): Promise<void> => {
    await page.goto(`${florin.origin}${path}`);
    await page.waitForLoadState("networkidle");
  };

  /** A screenshot kept as an artefact, and no violation of the accessibility rules. */
  const look = async (name: string): Promise<void> => {
    await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
    await page.evaluate(axeSource);
    const violations = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      const result = await axe.run();
      return result.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`);
    });
    expect(violations, name).toEqual([]);
  };

  // What a reader sees, with its line breaks: textContent would run the cells of a table together.
  const text = (): Promise<string> => page.locator("main").innerText();

  it("asks for a key before it shows anything", async () => {
    await open("/");
    expect(await page.locator("input").count()).toBe(1);
    await look("sign-in");
    const noCookie = (entry: string): boolean => !entry.includes("401");
    expect(problems.splice(0).filter(noCookie)).toEqual([]);
  });

  it("opens from the server's link, once, and shows the figures of the API", async () => {
    const link = florin.consoleLink();
    await page.goto(link);
    await page.waitForLoadState("networkidle");
    const summary = await api.get<Summary>("/v1/summary");
    const shown = await text();
    expect(shown).toContain(summary.invoices.count.toLocaleString("en"));
    expect(shown).toContain(
      Number(summary.invoices.total).toLocaleString("en", { minimumFractionDigits: 2 }),
    );
    expect(shown).toContain("SaaS subscriptions");
    await look("overview");
    const again = await browser.newPage();
    await again.goto(link);
    await again.locator("input").waitFor();
    await again.close();
  });

  it("explains a line of an invoice, down to price, events and tiers", async () => {
    const list = await api.get<ListPage<InvoiceSummary>>("/v1/invoices?limit=200");
    const invoice = list.items.find(({ lineCount, total }) => lineCount > 1 && Number(total) > 500);
    expect(invoice).toBeDefined();
    await open("/invoices");
    await look("invoices");
    await open(`/invoices/${encodeURIComponent(invoice?.id ?? "")}`);
    expect(await text()).toContain(invoice?.number);
    await page.locator("main button[aria-expanded=false]").last().click();
    await page.getByText("/charges/inference/price").first().waitFor();
    const shown = await text();
    expect(shown).toContain("/charges/inference/price");
    expect(shown).toContain("bitnet-rust@1.0");
    await look("invoice");
  });

  it("finds a customer by name and shows what it bought and used", async () => {
    await open("/customers");
    await page.locator("input[type=search], input").first().fill("meridian");
    await page.waitForLoadState("networkidle");
    await page.locator("a", { hasText: "Meridian Labs" }).first().click();
    await page.getByRole("heading", { name: "Meridian Labs" }).waitFor();
    await page.waitForLoadState("networkidle");
    expect(await text()).toContain("Meridian Labs");
    await look("customer");
  });

  it("shows usage and the events that nothing bills yet, with the reason", async () => {
    await open("/usage");
    const shown = await text();
    expect(shown).toContain("Inference operations");
    expect(shown).toContain("nobody");
    await look("usage");
  });

  it("shows the plans", async () => {
    await open("/plans");
    expect(await text()).toContain("Developer");
    await look("plans");
  });

  it("fits a phone and the dark", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: "dark" });
    for (const path of ["/", "/customers", "/invoices", "/usage", "/plans"]) {
      await open(path);
      const overflow = await page.evaluate<number>(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth",
      );
      expect(overflow, path).toBeLessThanOrEqual(0);
      await look(`phone-${path === "/" ? "overview" : path.slice(1)}`);
    }
  });

  it("made no error and asked no other server", () => {
    expect(problems).toEqual([]);
  });
});
