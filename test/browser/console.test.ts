import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Invoice } from "../../src/account/invoice.ts";
import { type ApiClient, apiClient } from "../../src/cli/demo/api-client.ts";
import { demoBusiness } from "../../src/cli/demo/business.ts";
import { runMonths } from "../../src/cli/demo/run-months.ts";
import { generatedUsage } from "../../src/cli/demo/usage.ts";
import { expectOk } from "../../src/fault/fault.ts";
import { loadModel } from "../../src/model/load-model.ts";
import type { Florin } from "../../src/server.ts";
import type {
  CustomerDetail,
  InvoiceSummary,
  Page as ListPage,
  RevenueByStream,
  Summary,
} from "../../src/services/reports.ts";
import { parseInstant } from "../../src/time/instant.ts";
import { type RunningFlorin, runFlorin } from "../server/running-florin.ts";
import { browserTestsSkipped, launch } from "./chromium.ts";
import { lookThrough } from "./every-page.ts";
import { lookAt, watch } from "./looking.ts";
import { routePaths } from "./route-paths.ts";
import { settle, visit } from "./visit.ts";

const quiet = { out: () => {}, err: () => {}, interactive: false };

describe.skipIf(browserTestsSkipped)("the console in Chromium", () => {
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
    watch(page, florin.origin, problems);
  });

  afterAll(async () => {
    await browser?.close();
    await api?.close();
    await server?.stop();
  });

  const open = async (path: string): Promise<void> => {
    await visit(page, `${florin.origin}${path}`);
  };

  const look = (name: string): Promise<void> => lookAt(page, name);

  // What a reader sees, with its line breaks: textContent would run the cells of a table together.
  const text = (): Promise<string> => page.locator("main").innerText();

  it("asks for a key before it shows anything", async () => {
    await open("/");
    await page.getByLabel("E-mail").waitFor();
    await look("sign-in");
    await page.getByRole("button", { name: "Sign in with an API key" }).click();
    await page.getByLabel("API key").waitFor();
    await look("sign-in-key");
    const noCookie = (entry: string): boolean => !entry.includes("401");
    expect(problems.splice(0).filter(noCookie)).toEqual([]);
  });

  it("opens from the server's link, once, and shows the figures of the API", async () => {
    const link = florin.consoleLink();
    await visit(page, link);
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
    await again.getByText("This link was used already").waitFor();
    await lookAt(again, "used-link");
    await again.getByRole("button", { name: "Sign in with an API key" }).click();
    await again.getByLabel("API key").fill(florin.newApiKey ?? "");
    await again.keyboard.press("Enter");
    await again.getByRole("heading", { name: "Overview" }).waitFor();
    expect(new URL(again.url()).pathname + new URL(again.url()).search).toBe("/");
    await again.close();
  });

  it("says what was billed, the running month apart, with totals under the figures", async () => {
    await open("/");
    await page.getByRole("heading", { name: "Billed by stream" }).waitFor();
    await page.getByRole("button", { name: "Show the figures" }).click();
    const revenue = await api.get<RevenueByStream>("/v1/revenue");
    const money = (amount: string | undefined) =>
      Number(amount).toLocaleString("en", { minimumFractionDigits: 2 });
    const foot = await page.locator("tfoot").innerText();
    for (const { total } of revenue.streams) expect(foot).toContain(money(total));
    expect(foot).toContain(money(revenue.total));
    expect(revenue.runningMonth).toBe("2026-03");
    expect(await page.getByRole("row", { name: "Mar 2026 so far" }).count()).toBe(1);
    await look("overview-figures");
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
    expect(shown).toMatch(/Tax\s+Not calculated/);
    expect(shown).toMatch(/0\.00\d+ per 1,000/);
    expect(shown).not.toMatch(/(?:from|above|below|up to) \d{5,}/);
    expect(await page.locator("article svg circle").count()).toBe(0);
    await look("invoice");
  });

  it("finds a customer by name and shows what it bought and used", async () => {
    await open("/customers");
    await page.locator("input[type=search], input").first().fill("meridian");
    await page.waitForURL(/q=meridian/);
    await settle(page);
    await page.locator("a", { hasText: "Meridian Labs" }).first().click();
    await page.getByRole("heading", { name: "Meridian Labs" }).waitFor();
    await settle(page);
    expect(await text()).toContain("Meridian Labs");
    await look("customer");
  });

  it("shows the usage of a customer over the period that its last invoice billed", async () => {
    const { items: billed } = await api.get<ListPage<{ id: string; invoiced: string }>>(
      "/v1/customers?plan=managed-inference",
    );
    const customer = billed.find(({ invoiced }) => Number(invoiced) > 0);
    const { billedUsage } = await api.get<CustomerDetail>(`/v1/customers/${customer?.id}`);
    const { items } = await api.get<ListPage<InvoiceSummary>>(
      `/v1/invoices?customer=${customer?.id}&limit=1`,
    );
    const invoice = await api.get<Invoice>(`/v1/invoices/${items[0]?.id}`);
    const line = invoice.lines.find(({ kind }) => kind === "usage");
    expect(line?.period).toEqual({ from: billedUsage[0]?.from, to: billedUsage[0]?.to });
    await open(`/customers/${customer?.id}`);
    const quantity = Number(line?.quantity).toLocaleString("en");
    await page.getByText(`${quantity} operations`).first().waitFor();
  });

  it("shows usage and the events that nothing bills yet, with the reason", async () => {
    await open("/usage");
    const shown = await text();
    expect(shown).toContain("Inference operations");
    expect(shown).toContain("nobody");
    await look("usage");
  });

  it("finds an event, and shows which invoice line has it or why none does", async () => {
    await open("/events?customer=nobody");
    await page.getByRole("link", { name: "lost" }).click();
    await page.getByText("No such customer.").waitFor();
    const { items } = (await api.get("/v1/events?meter=operations&to=2026-01-31T00:00:00Z")) as {
      items: { source: string; id: string }[];
    };
    const [{ source, id } = { source: "", id: "" }] = items;
    await open(`/events/${encodeURIComponent(source)}/${encodeURIComponent(id)}`);
    await page.getByRole("table", { name: "Charges" }).getByRole("link", { name: /BN-/ }).waitFor();
    await look("event");
    await api.post("/v1/events/corrections", [{ void: { id: "lost" }, reason: "a test" }]);
    await open("/events?customer=nobody");
    expect(await text()).toContain("Voided");
    await open("/events");
    await look("events");
  });

  it("shows the plans", async () => {
    await open("/plans");
    const shown = await text();
    expect(shown).toContain("Developer");
    expect(shown).toContain("100,000,000 operations included");
    await page.locator("summary").first().click();
    expect(await text()).toMatch(/from 1,000,000,000\s+0\.0005\sUSD per 1,000/);
    await look("plans");
    await page.locator("tbody tr", { hasText: "Developer" }).locator("a").click();
    await page.getByRole("heading", { name: "Customers" }).waitFor();
    expect(new URL(page.url()).search).toBe("?plan=developer");
  });

  it("finds by a few letters, and goes there without a pointer", async () => {
    await open("/plans");
    await page.keyboard.press("Control+k");
    const palette = page.getByRole("dialog", { name: "Search and commands" });
    await palette.getByRole("option", { name: "Overview" }).waitFor();
    await look("palette");
    await page.keyboard.type("meridian");
    await palette
      .getByRole("option", { name: /Meridian Labs/ })
      .first()
      .waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Meridian Labs" }).waitFor();
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
    await look("shortcuts");
    await page.keyboard.press("Escape");
    await page.keyboard.press("g");
    await page.keyboard.press("i");
    await page.getByRole("heading", { name: "Invoices" }).waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("no such number");
    await page.getByText("No invoice matches these filters.").waitFor();
    const focused = () => page.evaluate<string>("document.activeElement.tagName");
    await page.getByRole("link", { name: "Show all invoices" }).press("Enter");
    await page.getByRole("table", { name: "Invoices" }).waitFor();
    expect(await focused(), "after a link that went away").not.toBe("BODY");
    await page.getByRole("row").nth(1).getByRole("link").first().press("Enter");
    await page.getByRole("heading", { name: /^Invoice BN-/ }).waitFor();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("payouts");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Record a payout" }).press("Enter");
    await page.getByRole("button", { name: "Not now" }).waitFor();
    expect(await page.evaluate("document.activeElement.closest('form') !== null")).toBe(true);
    await page.getByRole("button", { name: "Not now" }).press("Enter");
    await page.getByRole("button", { name: "Record a payout" }).waitFor();
    expect(await focused(), "after a form that went away").not.toBe("BODY");
  });

  it("saves a table as a file, figures as figures", async () => {
    await open("/");
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save The latest invoices as CSV" }).click();
    const file = await readFile(await (await saved).path(), "utf8");
    const [header, first = ""] = file.split("\r\n");
    expect(header).toBe("Number,Customer,Issued,Due,Lines,Total,Total currency");
    expect(first).toMatch(/^BN-\d+,.+,2026-\d\d-\d\d,2026-\d\d-\d\d,\d+,\d+\.\d\d,USD$/);
  });

  it("shows an invoice that the API issues, without being loaded anew", async () => {
    const { now } = await api.get<{ now: string }>("/v1/clock");
    const { items } = await api.get<ListPage<{ id: string }>>("/v1/customers?plan=team&limit=1");
    await open("/invoices");
    await page.getByText("Live", { exact: true }).waitFor();
    await api.post("/v1/sales", {
      id: "seen-live",
      customer: items[0]?.id,
      offer: "training",
      date: now.slice(0, 10),
      quantity: 1,
    });
    await api.post("/v1/clock", {
      now: new Date(Date.parse(now) + 3_600_000).toISOString(),
    });
    const [issued] = (await api.get<ListPage<InvoiceSummary>>("/v1/invoices?limit=1")).items;
    await page.getByRole("link", { name: issued?.number ?? "none", exact: true }).waitFor();
    expect(issued?.issuedAt.slice(0, 10)).toBe(now.slice(0, 10));
  });

  it("has no serious fault on any page, in the light or the dark, and fits a phone", async () => {
    const customer = (
      await api.get<ListPage<{ id: string }>>("/v1/customers?plan=managed-inference")
    ).items[0]?.id;
    const { subscriptions } = await api.get<CustomerDetail>(`/v1/customers/${customer}`);
    const invoice = (await api.get<ListPage<InvoiceSummary>>("/v1/invoices?limit=1")).items[0];
    const event = (await api.get<ListPage<{ source: string; id: string }>>("/v1/events?limit=1"))
      .items[0];
    const ids: Readonly<Record<string, string | undefined>> = {
      customerId: customer,
      subscriptionId: subscriptions[0]?.id,
      invoiceId: invoice?.id,
      source: event?.source,
      eventId: event?.id,
    };
    await visit(page, florin.consoleLink());
    const paths = routePaths().map((path) =>
      path.replaceAll(/\$(\w+)/g, (_, name: string) => encodeURIComponent(ids[name] ?? "none")),
    );
    const faults = await lookThrough(page, florin.origin, paths);
    // Of contracts, deliveries and drafts there are none, which their pages say.
    expect(problems.splice(0).filter((problem) => !problem.includes("404"))).toEqual([]);
    expect(faults).toEqual([]);
  }, 600_000);

  it("made no error and asked no other server", () => {
    expect(problems).toEqual([]);
  });
});
