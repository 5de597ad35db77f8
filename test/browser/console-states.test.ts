import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acme } from "../../src/account/account.fixture.ts";
import { parkAccount } from "../../src/store/accounts.ts";
import { at, type RunningFlorin, runFlorin } from "../server/running-florin.ts";
import { browserTestsSkipped, launch } from "./chromium.ts";
import { lookAt, watch } from "./looking.ts";
import { settle, visit } from "./visit.ts";

const slas = { standard: { name: "Standard", uptime: "99.9%" } };
const apis = {
  inference: {
    name: "Inference",
    version: "v1",
    path: "/inference/v1",
    description: "Answers in one piece or as a stream.",
    events: [
      {
        event: "inference",
        data: { operations: { of: "response", field: "/usage/operations", default: 0 } },
      },
    ],
    routes: { chat: { method: "POST", path: "/chat", plans: ["hybrid"] } },
    sla: "standard",
    deprecated: "2026-01-01",
    sunset: "2026-07-01",
    successor: "next",
    documentation: "https://docs.example.com/inference",
  },
  next: { name: "Inference", version: "v2", path: "/inference/v2", plans: ["hybrid"] },
};
const engine = { gateway: "g-1", api: "inference" };
const measured = [
  { ...engine, state: "up", from: "2026-01-10T00:00:00Z", to: "2026-01-31T20:00:00Z" },
  { ...engine, state: "down", from: "2026-01-31T20:00:00Z", to: "2026-01-31T21:00:00Z" },
  {
    ...engine,
    state: "up",
    from: "2026-01-31T21:00:00Z",
    to: "2026-02-01T01:00:00Z",
    calls: [
      { withinMs: 40, calls: 900, failed: 0 },
      { withinMs: null, calls: 100, failed: 30 },
    ],
  },
  { ...engine, state: "degraded", from: "2026-02-01T01:00:00Z", to: "2026-02-01T01:40:00Z" },
  { ...engine, state: "down", from: "2026-02-01T01:40:00Z", to: "2026-02-01T02:00:00Z" },
];

describe.skipIf(browserTestsSkipped)(
  "the console in the states that a demonstration passes by",
  () => {
    let server: RunningFlorin;
    let browser: Browser;
    let page: Page;
    const problems: string[] = [];

    beforeAll(async () => {
      server = await runFlorin("2026-01-31T12:00:00Z");
      browser = await launch();
      page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      watch(page, server.florin.origin, problems);
      await visit(page, server.florin.consoleLink());
    });
    afterAll(async () => {
      await browser?.close();
      await server?.stop();
    });

    const open = async (path: string): Promise<void> => {
      await visit(page, `${server.florin.origin}${path}`);
    };
    const text = (): Promise<string> => page.locator("main").innerText();
    const post = async (path: string, body: unknown): Promise<void> => {
      const answer = await server.api.post(path, body);
      expect(answer.status, answer.text).toBeLessThan(300);
    };

    it("says that the server does not answer, and lets it be asked again", async () => {
      const other = await browser.newPage();
      await visit(other, server.florin.consoleLink());
      await other.route("**/v1/**", (route) => route.fulfill({ status: 500, body: "" }));
      await other.goto(`${server.florin.origin}/customers`);
      await other.getByRole("heading", { level: 1, name: "Customers" }).waitFor();
      await other.unroute("**/v1/**");
      await other.getByRole("button", { name: "Try again" }).first().click();
      await other.getByText(`curl ${server.florin.origin}/v1/customers`).waitFor();
      await other.close();
    });

    it("asks for a model before there is one, and says what comes after", async () => {
      for (const path of ["/", "/invoices", "/usage", "/plans"]) {
        await open(path);
        expect(await text(), path).toContain("Publish a model to begin");
        expect(await text(), path).toContain(`curl ${server.florin.origin}/v1/models`);
      }
      await lookAt(page, "start");
      await open("/customers");
      expect(await text()).toContain(`curl ${server.florin.origin}/v1/customers`);
      await post("/v1/models", acme);
      await open("/");
      expect(await text()).toContain("Fees in advance are invoiced as soon as they are sold");
    });

    it("shows an open draft on the customer's page, and explains it on its own", async () => {
      await post("/v1/customers", { id: "c-1", name: "Alder", timeZone: "Europe/Berlin" });
      await post("/v1/subscriptions", {
        id: "s-1",
        customer: "c-1",
        plan: "hybrid",
        start: "2026-01-01",
      });
      await post("/v1/sales", {
        id: "w-1",
        customer: "c-1",
        offer: "tuning",
        date: "2026-01-10",
        quantity: 3,
        delivery: "on-site",
      });
      await post("/v1/events", {
        id: "op-1",
        type: "inference",
        customer: "c-1",
        time: "2026-01-20T10:00:00Z",
        data: { operations: 21_000 },
      });
      await server.moveTo("2026-01-31T12:30:00Z");
      await open("/customers/c-1");
      expect(await text()).not.toContain("Open draft");
      expect(await text()).toMatch(/One-off sales[\s\S]*on-site[\s\S]*10 Jan 2026[\s\S]*3 /);
      await server.moveTo("2026-01-31T23:30:00Z");
      await open("/customers/c-1");
      const { json } = await server.api.get("/v1/customers/c-1/drafts");
      const [draft] = (json as { items: readonly { total: string }[] }).items;
      const total = Number(draft?.total).toLocaleString("en", { minimumFractionDigits: 2 });
      expect(await text()).toMatch(new RegExp(`Open draft[\\s\\S]*Total so far\\s+${total}`));
      await lookAt(page, "customer-draft");
      await page.getByRole("link", { name: "Open the draft" }).click();
      await page.waitForURL("**/drafts/*");
      await page.getByRole("heading", { name: "Open draft" }).waitFor();
      await settle(page);
      const shown = await text();
      expect(shown).toContain("Draft invoice");
      expect(shown).toContain("Given when final");
      expect(shown).toMatch(/expected 1 Feb 2026/);
      expect(shown).toContain(`${total}\u00a0USD so far`);
      await page.getByRole("button", { name: "Explain every line" }).click();
      await page.getByText("/charges/operations/price").waitFor();
      await lookAt(page, "draft");
    });

    it("keeps the issuer of a final invoice when another version has another name", async () => {
      await server.moveTo("2026-02-01T02:00:00Z");
      await post("/v1/models", { ...acme, version: "2", name: "Acme Holdings" });
      await open("/invoices/c-1%3A1");
      await page.getByText("Priced by").waitFor();
      await settle(page);
      expect(await page.locator("article").innerText()).toMatch(/From\s+Acme\n/);
      expect(await page.locator("header", { hasText: "Acme Holdings" }).count()).toBe(1);
    });

    it("says which accounts are parked, and why, and what to do", async () => {
      await server.florin.store.withTenant("default", (tx) =>
        parkAccount(tx, "c-1", "lines do not add up to the total", at("2026-02-01T03:00:00Z")),
      );
      await open("/");
      expect(await text()).toMatch(/1\s+account is parked/);
      await lookAt(page, "overview-parked");
      await page.getByRole("link", { name: "See why" }).click();
      await page.getByRole("heading", { name: "Customers" }).waitFor();
      await settle(page);
      await page.getByRole("link", { name: "Alder" }).waitFor();
      expect(new URL(page.url()).search).toBe("?parked=true");
      expect(await text()).toMatch(/Alder\s+c-1\s+Parked/);
      expect(await text()).toMatch(/\n1\s+customer$/);
      await lookAt(page, "customers-parked");
      await page.getByRole("link", { name: "Alder" }).click();
      await page.getByText("POST /v1/customers/c-1/unpark").waitFor();
      expect(await text()).toContain("lines do not add up to the total");
      await settle(page);
      await lookAt(page, "customer-parked");
    });

    it("says where there is no API, where nothing was measured, and how an engine has been", async () => {
      for (const path of ["/apis", "/engines"]) {
        await open(path);
        expect(await text(), path).toContain("The running model has no APIs");
      }
      await post("/v1/models", { ...acme, version: "3", slas, apis });
      await open("/engines");
      expect(await text()).toContain("Nothing was measured in these 90 days");
      await post("/v1/apis/measurements", { items: measured });
      await open("/engines");
      await page.getByRole("heading", { name: "Calls by hour" }).waitFor();
      expect(await text()).toMatch(/48 hours\s+down for 1 h 20 min, degraded for 40 min/);
      expect(await text()).toMatch(/still down/);
      expect(await text()).toMatch(/1,000\s+30\s+40 ms\s+over 100 s/);
      await lookAt(page, "engines");
      await open("/apis");
      expect(await text()).toMatch(/Deprecated since 1 Jan 2026, ends on 1 Jul 2026/);
      expect(await text()).toContain("operations by /usage/operations of the response");
      await lookAt(page, "apis");
    });

    it("tells what is not there from what did not come", async () => {
      expect(problems.splice(0)).toEqual([]);
      const missing = [
        ["/customers/nobody", "No such customer"],
        ["/invoices/none", "No such invoice"],
        ["/customers/c-1/drafts/c-1%3A9", "No open draft"],
        ["/custmers", "No such page"],
      ] as const;
      for (const [path, title] of missing) {
        await open(path);
        await page.getByRole("heading", { name: title }).waitFor();
        expect(await page.getByRole("button", { name: "Try again" }).count(), path).toBe(0);
        expect(await text(), path).not.toMatch(/Status|Request/);
      }
      await lookAt(page, "missing");
      expect(problems.splice(0).filter((problem) => !problem.includes("404"))).toEqual([]);
    });

    it("fits a phone and the dark in each of them", async () => {
      await page.setViewportSize({ width: 390, height: 844 });
      await page.emulateMedia({ colorScheme: "dark" });
      for (const path of [
        ...["/", "/customers/c-1", "/customers?parked=true", "/plans", "/apis", "/engines"],
      ]) {
        await open(path);
        const overflow = await page.evaluate<number>(
          "document.documentElement.scrollWidth - document.documentElement.clientWidth",
        );
        expect(overflow, path).toBeLessThanOrEqual(0);
        await lookAt(page, `phone-state${path.replaceAll(/[^a-z0-9]+/g, "-")}`);
      }
    });

    it("ends the session for good with a sign-out", async () => {
      await page.setViewportSize({ width: 1280, height: 800 });
      await open("/");
      const cookies = await page.context().cookies();
      await page.getByRole("button", { name: "Sign out" }).first().click();
      await page.getByRole("heading", { name: "Sign in to Florin" }).waitFor();
      await page.context().addCookies(cookies);
      await open("/");
      await page.getByRole("heading", { name: "Sign in to Florin" }).waitFor();
    });
  },
);
