import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiClient, apiClient } from "../../src/cli/demo/api-client.ts";
import { demoBusiness } from "../../src/cli/demo/business.ts";
import { demoModel } from "../../src/cli/demo/demo-model.ts";
import { liveThrough } from "../../src/cli/demo/live-through.ts";
import { demoLives, withNewcomers, withoutAway } from "../../src/cli/demo/lives.ts";
import { runMonths } from "../../src/cli/demo/run-months.ts";
import { generatedUsage } from "../../src/cli/demo/usage.ts";
import { expectOk } from "../../src/fault/fault.ts";
import { loadModel } from "../../src/model/load-model.ts";
import type { Florin } from "../../src/server.ts";
import type {
  CreditHoldings,
  CustomerReceivables,
  DunningAnswer,
} from "../../src/services/accounts/account-answers.ts";
import type { ListedSubscription } from "../../src/services/list-queries.ts";
import type { CustomerSummary, Page as PageOf } from "../../src/services/reports.ts";
import type { SubscriptionDetail } from "../../src/services/subscription-answers.ts";
import { parseInstant } from "../../src/time/instant.ts";
import { type RunningFlorin, runFlorin } from "../server/running-florin.ts";
import { browserTestsSkipped, launch } from "./chromium.ts";
import { lookAt, watch } from "./looking.ts";
import { visit } from "./visit.ts";

const quiet = { out: () => {}, err: () => {}, interactive: false };
const money = (amount: string): string =>
  Number(amount).toLocaleString("en", { minimumFractionDigits: 2 });

describe.skipIf(browserTestsSkipped)("the pages of an account in Chromium", () => {
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
    const { model } = expectOk(await loadModel("examples/bitnet-rust/model.ts"));
    await api.post("/v1/models", demoModel(model));
    const scale = { customers: 26, seed: 7, from: { year: 2026, month: 1, day: 1 }, days: 75 };
    const customers = withNewcomers(demoBusiness(scale), scale);
    const lives = demoLives(customers, scale);
    const usage = withoutAway(generatedUsage(customers, from, 7), lives);
    const span = { from, days: 75 };
    await runMonths(api, customers, usage, span, quiet, liveThrough(api, lives, from));
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
  const typeKey = (key: string): Promise<void> =>
    page.getByLabel("API key that may write").fill(key);
  const told = (): Promise<unknown> =>
    page.getByLabel("API key that may write").waitFor({ state: "detached" });

  /** Who owes most of all for longest. */
  const late = async () => {
    const { items } = await api.get<DunningAnswer>("/v1/dunning");
    const [first] = items;
    if (first === undefined) throw new Error("nobody is dunned");
    return first;
  };

  const subscribers = async () =>
    (await api.get<PageOf<CustomerSummary>>("/v1/customers?limit=100")).items.flatMap(
      ({ subscriptions }) => subscriptions,
    );

  it("shows who is dunned by step, narrows to a step, and saves the list", async () => {
    await open("/dunning");
    const dunning = await api.get<DunningAnswer>("/v1/dunning");
    const shown = await text();
    expect(shown).toContain(money(dunning.overdue));
    for (const { name } of dunning.items) expect(shown).toContain(name);
    await lookAt(page, "dunning");
    const stage = dunning.stages.find(({ accounts }) => accounts > 0);
    await open(`/dunning?step=${stage?.afterDueDays}`);
    expect(await page.locator("tbody tr").count()).toBe(stage?.accounts);
    const saved = page.waitForEvent("download");
    await press("CSV");
    const file = await readFile(await (await saved).path(), "utf8");
    expect(file.split("\r\n")).toHaveLength((stage?.accounts ?? 0) + 2);
  });

  it("shows an account: what it owes, how far it is dunned, what happened and what is to come", async () => {
    const { customer, owed } = await late();
    await open(`/customers/${customer}`);
    const shown = await text();
    expect(shown).toContain(money(owed));
    expect(shown).toMatch(/days overdue/);
    expect(shown).toMatch(/next: /);
    for (const heading of ["To come", "So far"])
      await page.getByRole("heading", { name: heading }).waitFor();
    await lookAt(page, "account");
    await page.getByRole("combobox", { name: "Part of the account's life" }).click();
    await page.getByRole("option", { name: "Dunning" }).click();
    await expect.poll(() => page.locator("#timeline").innerText()).not.toContain("Invoice issued");
    expect(await page.locator("#timeline").innerText()).toContain("Reminded");
  });

  it("records a payment with a key, and says when the key is not good", async () => {
    const { customer } = await late();
    await open(`/customers/${customer}`);
    await press("Record a payment");
    await page.getByLabel("Amount, USD").fill("12.34");
    await typeKey("wrong");
    await press("Record it");
    await page.getByText("The server does not accept this key.").waitFor();
    problems.splice(0);
    await typeKey(florin.newApiKey ?? "");
    await lookAt(page, "account-payment");
    await press("Record it");
    await told();
    const after = await api.get<CustomerReceivables>(`/v1/customers/${customer}/receivables`);
    expect(after.payments[0]).toMatchObject({ amount: "12.34", method: "bank-transfer" });
    await page.locator("#owed").getByText("12.34").first().waitFor();
  });

  it("grants credits, which then stand among those of all customers", async () => {
    const { customer, name } = await late();
    await open(`/customers/${customer}`);
    await press("Grant credits");
    await page.getByLabel("Amount, USD").fill("77");
    await page.getByLabel("Reason").fill("it took too long");
    await typeKey(florin.newApiKey ?? "");
    await press("Grant them");
    await told();
    await page.locator("#credits").getByText("Goodwill credits").waitFor();
    await open("/credits");
    const holdings = await api.get<CreditHoldings>("/v1/credits");
    const shown = await text();
    expect(shown).toContain(name);
    expect(shown).toContain(money(holdings.balance));
    await lookAt(page, "credits");
  });

  it("lists the subscriptions of all customers, narrows them, saves the list and leads to one", async () => {
    await open("/subscriptions");
    await page.getByRole("link", { name: "Subscriptions", exact: true }).waitFor();
    await lookAt(page, "subscriptions");
    await page.getByRole("combobox", { name: "Standing" }).click();
    await page.getByRole("option", { name: "Trial" }).click();
    const { items } = await api.get<PageOf<ListedSubscription>>(
      "/v1/subscriptions?standing=trialing",
    );
    await expect.poll(() => page.locator("tbody tr").count()).toBe(items.length);
    expect(new URL(page.url()).search).toBe("?standing=trialing");
    const [first] = items;
    const row = page.getByRole("row", { name: first?.id ?? "none" });
    expect(await row.innerText()).toMatch(/Trial\s+first paid day/);
    await row.getByRole("link", { name: first?.customerName ?? "none" }).waitFor();
    const saved = page.waitForEvent("download");
    await press("CSV");
    const file = await readFile(await (await saved).path(), "utf8");
    expect(file.split("\r\n")).toHaveLength(items.length + 2);
    expect(file).toContain(`${first?.id},${first?.customer},`);
    await row.getByRole("link", { name: first?.id ?? "none", exact: true }).click();
    await page.getByRole("heading", { name: "Terms over time" }).waitFor();
  });

  it("shows a subscription through time, cancels it after a look at what that does, and takes that back", async () => {
    const chosen = (await subscribers()).find(
      ({ standing, cadence, of, end }) =>
        standing === "active" && cadence === "monthly" && of === null && end === null,
    );
    const path = `/v1/subscriptions/${chosen?.id}`;
    await open(`/subscriptions/${chosen?.id}`);
    await page.getByRole("heading", { name: "Terms over time" }).waitFor();
    await press("Cancel it");
    await page.getByRole("heading", { name: "With it" }).waitFor();
    await lookAt(page, "subscription-cancel");
    await typeKey(florin.newApiKey ?? "");
    await page.getByRole("button", { name: "Cancel it" }).click();
    await told();
    await page.getByText("to come").first().waitFor();
    expect((await api.get<SubscriptionDetail>(path)).changes.at(-1)).toMatchObject({
      kind: "cancel",
      state: "to-come",
    });
    await press("Undo");
    await typeKey(florin.newApiKey ?? "");
    await press("Undo it");
    await told();
    expect((await api.get<SubscriptionDetail>(path)).changes.at(-1)?.state).toBe("undone");
  });

  it("shows a trial, an add-on and terms that are agreed to come", async () => {
    const all = await subscribers();
    const trial = all.find(({ standing }) => standing === "trialing");
    const ramp = all.find(({ changesOn }) => changesOn !== null);
    const addon = all.find(({ of }) => of !== null);
    await open(`/subscriptions/${trial?.id}`);
    expect(await text()).toContain("First paid day");
    await lookAt(page, "subscription-trial");
    await open(`/subscriptions/${ramp?.id}`);
    expect(await text()).toContain("by its ramp");
    await open(`/subscriptions/${addon?.id}`);
    await page.getByRole("link", { name: `add-on of ${addon?.of}` }).click();
    await page.getByRole("heading", { name: "Add-ons" }).waitFor();
  });

  it("shows a contract with what of its commitment is spent", async () => {
    const { items } = await api.get<{ items: { customer: string; number: string }[] }>(
      "/v1/contracts",
    );
    await open(`/customers/${items[0]?.customer}`);
    const shown = await page.locator("#contracts").innerText();
    expect(shown).toContain(items[0]?.number);
    expect(shown).toMatch(/13,050\.00 of 180,000\.00 USD spent, 7\.\d%/);
    await lookAt(page, "account-contract");
  });

  it("credits an invoice by hand", async () => {
    const { customer } = await late();
    const { items } = await api.get<CustomerReceivables>(`/v1/customers/${customer}/receivables`);
    await open(`/invoices/${items[0]?.id}`);
    await press("Credit");
    await page.getByLabel("Reason").fill("the wrong price");
    await typeKey(florin.newApiKey ?? "");
    await lookAt(page, "invoice-credit");
    await press("Credit all that is left");
    await told();
  });

  it("says what is missing, and holds on a phone in the dark", async () => {
    await open("/subscriptions/nobody");
    expect(await text()).toContain("No subscription has the id nobody");
    problems.splice(0);
    await page.emulateMedia({ colorScheme: "dark" });
    await page.setViewportSize({ width: 390, height: 844 });
    const { customer } = await late();
    const [subscription] = await subscribers();
    for (const [name, path] of [
      ["account-narrow", `/customers/${customer}`],
      ["dunning-narrow", "/dunning"],
      ["credits-narrow", "/credits"],
      ["subscription-narrow", `/subscriptions/${subscription?.id}`],
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
