import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { UsageSeries as Usage } from "../../src/services/reports.ts";
import { type RunningFlorin, runFlorin } from "../server/running-florin.ts";
import { liveThroughAccess } from "./access-story.ts";
import { browserTestsSkipped, launch } from "./chromium.ts";
import { lookAt, watch } from "./looking.ts";
import { settle, visit } from "./visit.ts";

describe.skipIf(browserTestsSkipped)("the pages of use and access in Chromium", () => {
  let server: RunningFlorin;
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    server = await runFlorin("2025-12-31T00:00:00Z");
    await liveThroughAccess(server);
    await server.florin.services.quotaAlerts.look();
    browser = await launch();
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    watch(page, server.florin.origin, problems);
    await visit(page, server.florin.consoleLink());
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  const open = (path: string): Promise<void> => visit(page, `${server.florin.origin}${path}`);
  const text = (): Promise<string> => page.locator("main").innerText();
  const press = (name: string): Promise<void> =>
    page.getByRole("button", { name, exact: true }).click();
  const typeKey = (): Promise<void> =>
    page.getByLabel("API key that may write").fill(server.apiKey);

  it("shows on the overview who comes close to a quota, and leads to what it may use", async () => {
    const alerts = page.getByRole("table", { name: "The latest alerts" });
    await alerts.getByText("58 of 70").waitFor();
    await alerts.getByRole("link", { name: "Alder & Sons" }).first().click();
    await page.getByRole("heading", { name: "Entitlements" }).waitFor();
    await page.getByRole("table", { name: "Open reservations" }).getByText("batch-7").waitFor();
    const shown = await text();
    expect(shown).toMatch(/API calls in a month\s+5 calls left\s+58 and 7 set apart of 70 calls/);
    expect(shown).toMatch(/Left over before\s+10\s+Grace\s+6\s+Past it\s+Blocked 6 past it/);
    expect(shown).toMatch(/Jobs in a week\s+2 past it, billed/);
    expect(shown).toMatch(/Projects\s+projects\s+Limit\s+15\s+Add-on Directory \+ Plan Team/);
    expect(shown).toMatch(/Support\s+support\s+Level\s+phone\s+Contract k-1/);
    await lookAt(page, "entitlements");
  });

  it("answers whether a customer may use something", async () => {
    await page.getByLabel("How much of it").fill("12");
    await press("Ask");
    await page.getByText("It would go too far past the quota.").waitFor();
    await page.getByLabel("How much of it").fill("11");
    await page.keyboard.press("Enter");
    await page.getByText("It goes past the limit, and not past the grace.").waitFor();
    await lookAt(page, "may-they");
    await page.getByRole("combobox", { name: "Use" }).click();
    await page.getByRole("option", { name: "Projects" }).click();
    await page.getByLabel("How many there would be").fill("16");
    await press("Ask");
    await page.getByText("It has: 15.").waitFor();
  });

  it("says where nothing is in service, and what a quota is", async () => {
    await open("/customers/c-3/entitlements");
    await page.getByText("Nothing that this customer bought is in service").waitFor();
    expect(await text()).toContain("Nothing limits use in time.");
    await press("Ask");
    await page.getByText("Nothing that the customer bought is in service.").waitFor();
    await lookAt(page, "entitlements-empty");
  });

  it("lists alerts, narrowed to a customer who is found by name", async () => {
    await page.getByRole("button", { name: "Metering and access" }).click();
    await page.getByRole("link", { name: "Alerts", exact: true }).click();
    await page.getByRole("heading", { name: "Alerts" }).waitFor();
    await page.getByText("All 2 alerts").waitFor();
    const busy = page.getByRole("row", { name: /Busy team, for customer and sales Scale/ });
    await busy.waitFor();
    await lookAt(page, "alerts");
    await page.getByRole("combobox", { name: "Customer" }).fill("Bee");
    await page.getByRole("option", { name: "Beech" }).click();
    await page.getByText("No alert matches these filters.").waitFor();
    expect(new URL(page.url()).search).toBe("?customer=c-2");
    await page.getByRole("button", { name: "Show every customer" }).press("Enter");
    await page.getByText("All 2 alerts").waitFor();
  });

  it("says what the same use would have cost on other plans", async () => {
    await open("/customers/c-2");
    const plans = page.locator("#cheapest-plan");
    await plans.getByText("Starter would have saved 206.00").waitFor();
    expect(await plans.innerText()).toMatch(/January 2026.*340 calls, 64,600 tokens/);
    expect(await plans.locator("tbody tr").allInnerTexts()).toEqual([
      expect.stringMatching(/^Starter\s+Suggested\s+43\.00\sUSD\s+−206\.00\sUSD$/),
      expect.stringMatching(/^Scale\s+Has it now\s+249\.00\sUSD\s*$/),
    ]);
    await open("/customers/c-3");
    await plans.getByText("Nothing is suggested: it has no plan").waitFor();
  });

  it("makes a key that is shown once, and revokes it", async () => {
    await open("/customers/c-2");
    const keys = page.locator("#keys");
    await keys.getByText("No key yet.").waitFor();
    await press("New key");
    await typeKey();
    await press("Make it");
    const secret = await keys.locator("code", { hasText: /^cus_\w{12}_\w{32}$/ }).innerText();
    await lookAt(page, "customer-key");
    const holder = async () =>
      (await server.api.post("/v1/customer-keys/holder", { key: secret })).json;
    expect(await holder()).toMatchObject({ known: true, customer: "c-2" });
    await press("Done");
    expect(await keys.innerText()).not.toContain(secret);
    await press("Revoke production");
    await typeKey();
    await press("Revoke it");
    await keys.getByText("Revoked", { exact: true }).waitFor();
    expect(await holder()).toMatchObject({ known: false });
    await open("/customers/c-2");
    expect(await keys.innerText()).not.toContain("Never used");
  });

  it("tells usage apart by a dimension, the smallest values as others, and saves all of it", async () => {
    await open("/usage?meter=calls&window=month&from=2026-01-01");
    await page.getByRole("combobox", { name: "Told apart by" }).click();
    await page.getByRole("option", { name: "model" }).click();
    const values = page.getByRole("table", { name: "Usage by model" });
    await values.waitFor();
    const api = await server.api.get(
      "/v1/usage?meter=calls&window=month&groupBy=model&from=2026-01-01T00:00:00Z&to=2026-02-17T00:00:00Z",
    );
    const { total, groups, windows } = api.json as Usage;
    expect(await values.locator("tbody tr").count()).toBe(groups?.length);
    expect(await values.locator("tfoot").innerText()).toMatch(new RegExp(`Total\\s+${total}`));
    expect(await page.getByRole("list", { name: "Legend" }).innerText()).toContain("5 others");
    await settle(page);
    await lookAt(page, "usage-by-value");
    const saved = page.waitForEvent("download");
    // What is unbilled has one of its own beneath.
    await page.getByRole("button", { name: "CSV", exact: true }).first().click();
    const file = await readFile(await (await saved).path(), "utf8");
    const lines = file.trimEnd().split("\r\n");
    expect(lines[0]).toBe("from,to,model,quantity,unit,events");
    expect(lines).toHaveLength(1 + windows.length * (groups?.length ?? 0));
  });

  it("shows a customer's usage by whole billing periods", async () => {
    await open("/usage?meter=calls&window=period");
    await page.getByText("Every subscription has billing periods of its own.").waitFor();
    await page.getByRole("combobox", { name: "Customer" }).fill("Alder");
    await page.getByRole("option", { name: "Alder & Sons" }).click();
    await page.getByRole("combobox", { name: "Billing periods of" }).waitFor();
    await page.getByText("105 calls").waitFor();
    await press("Show the figures");
    const rows = page.getByRole("table", { name: "Usage by window" }).locator("tbody tr");
    expect(await rows.allInnerTexts()).toEqual([
      expect.stringMatching(/^1.+31 Jan 2026\s+47\s+47$/),
      expect.stringMatching(/^1.+28 Feb 2026\s+58\s+58$/),
    ]);
  });

  it("shows a running cost where there is something to bill, and none where there is not", async () => {
    await open("/customers/c-2");
    const lines = page.getByRole("table", { name: "Lines of the running cost" });
    expect(await lines.innerText()).toMatch(/Scale: API calls\s.+\s40 calls\s+0\.00/);
    await open("/customers/c-3");
    expect(await lines.count()).toBe(0);
  });

  it("shows in a running cost what a threshold bills before the period is over", async () => {
    const { api } = server;
    await api.post("/v1/customers", { id: "c-4", name: "Dogwood" });
    const start = "2026-02-16";
    await api.post("/v1/contracts", { id: "k-4", customer: "c-4", template: "growing", start });
    const bought = { plan: "starter", cadence: "monthly", contract: "k-4", start };
    await api.post("/v1/subscriptions", { id: "s-4", customer: "c-4", ...bought });
    const time = "2026-02-16T11:00:00Z";
    const calls = Array.from({ length: 160 }, (_, place) => ({
      id: `call-c-4-${place}`,
      type: "call",
      customer: "c-4",
      time,
    }));
    expect((await api.post("/v1/events", calls)).status).toBe(200);
    await open("/customers/c-4");
    const lines = page.getByRole("table", { name: "Lines of the running cost" });
    expect(await lines.innerText()).toMatch(/Starter: API calls \(so far\)\s.+\s160 calls\s+6\.00/);
    expect(await lines.locator("tfoot").innerText()).toContain("25.00");
  });

  it("corrects an event once it has said which invoices that changes", async () => {
    const id = "call-c-1-2026-01-31T12:00:00Z-0";
    await open(`/events?id=${encodeURIComponent(id)}`);
    await page.getByRole("link", { name: id }).click();
    await page.getByRole("table", { name: "Charges" }).waitFor();
    await press("Replace it");
    await page.getByLabel("Data, as JSON").fill("[]");
    await page.getByText("An object of JSON").waitFor();
    await page.getByLabel("Data, as JSON").fill('{ "region": "us", "tokens": 5 }');
    await page.getByLabel("Customer").fill("c-2");
    await page.getByLabel("Reason").fill("of somebody else");
    await typeKey();
    await press("See what that changes");
    const effects = page.getByRole("list", { name: "What that changes" });
    await effects.waitFor();
    expect(await effects.innerText()).toMatch(
      /^No longer in calls of s-1, .+31 Jan 2026\. INV-\d+ is final: a later invoice has the difference, .+\s+Then in calls of s-2/,
    );
    await lookAt(page, "event-correction");
    await press("Correct it");
    const corrections = page.getByRole("table", { name: "Corrections" });
    await corrections.getByText("of somebody else").waitFor();
    await press("Void it");
    await typeKey();
    await press("See what that changes");
    await effects.waitFor();
    await press("Correct it");
    await page.getByText("It was voided and counts no more.").waitFor();
    await page.getByRole("button", { name: "Bring it back" }).waitFor();
    await lookAt(page, "event-voided");
  });

  it("fits a phone and the dark", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: "dark" });
    for (const [name, path] of [
      ["overview-alerts", "/"],
      ["entitlements", "/customers/c-1/entitlements"],
      ["customer-access", "/customers/c-1"],
      ["alerts", "/alerts"],
      ["event", "/events/api/call-c-1-2026-01-31T12%3A00%3A00Z-0"],
      ["usage-by-value", "/usage?meter=calls&by=region"],
    ] as const) {
      await open(path);
      const overflow = await page.evaluate<number>(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth",
      );
      expect(overflow, path).toBeLessThanOrEqual(0);
      await lookAt(page, `phone-${name}`);
    }
  });

  it("made no error and asked no other server", () => {
    expect(problems).toEqual([]);
  });
});
