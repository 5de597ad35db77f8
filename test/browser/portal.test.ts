import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningFlorin, runFlorin } from "../server/running-florin.ts";
import { browserTestsSkipped, launch } from "./chromium.ts";
import { lookAt, watch } from "./looking.ts";
import { liveThroughPortal } from "./portal-story.ts";
import { settle, visit } from "./visit.ts";

const pages = [
  ["", "Übersicht"],
  ["usage", "Nutzung"],
  ["plan", "Tarif"],
  ["invoices", "Rechnungen"],
  ["payment", "Zahlung"],
  ["credits", "Guthaben"],
  ["alerts", "Hinweise"],
  ["members", "Mitglieder"],
  ["keys", "API-Schlüssel"],
] as const;

describe.skipIf(browserTestsSkipped)("the portal in Chromium", () => {
  let server: RunningFlorin;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let link = "";
  const problems: string[] = [];

  beforeAll(async () => {
    [server, browser] = await Promise.all([runFlorin("2025-12-20T00:00:00Z"), launch()]);
    await liveThroughPortal(server);
    context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-GB" });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  const press = (name: string | RegExp, within = page): Promise<void> =>
    within.getByRole("button", { name, exact: typeof name === "string" }).click();
  const go = async (name: string): Promise<void> => {
    await page.getByRole("navigation").getByRole("link", { name, exact: true }).click();
    await page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
    await settle(page);
  };

  it("is branded by the seller, who makes a link into it", async () => {
    const seller = await context.newPage();
    watch(seller, server.florin.origin, problems);
    await visit(seller, server.florin.consoleLink());
    await visit(seller, `${server.florin.origin}/portal-settings`);
    await seller.getByLabel("Name", { exact: true }).fill("Harbour Cloud");
    await seller.getByLabel("Colour", { exact: true }).fill("#0b7a75");
    await seller.getByLabel("E-mail for questions").fill("help@harbour.example");
    await seller.getByLabel("API key that may write").fill(server.apiKey);
    await lookAt(seller, "portal-settings");
    await press("Save", seller);
    await seller.getByText("Saved. Customers see it when they open a page.").waitFor();
    await visit(seller, `${server.florin.origin}/customers/c-1`);
    await press("Portal link", seller);
    await seller.getByLabel("For whom, by name").fill("Ada Alder");
    await seller.getByLabel("Their e-mail").fill("ada@alder.example");
    await seller.getByLabel("API key that may write").fill(server.apiKey);
    await press("Make it", seller);
    link = await seller.locator("code", { hasText: "/portal/#" }).innerText();
    await press("Done", seller);
    await seller.getByRole("button", { name: /^Withdraw the link of/ }).waitFor();
    await lookAt(seller, "customer-portal-link");
    await press("Invite somebody", seller);
    await seller.getByLabel("For whom, by name").fill("Cleo");
    await seller.getByLabel("Their e-mail").fill("cleo@alder.example");
    await seller.getByLabel("API key that may write").fill(server.apiKey);
    await press("Make it", seller);
    await press("Done", seller);
    await press("Remove Cleo from the portal", seller);
    await seller.getByLabel("API key that may write").fill(server.apiKey);
    await press("Remove them", seller);
    await seller.getByText("cleo@alder.example").waitFor({ state: "detached" });
    await lookAt(seller, "customer-portal-members");
    await seller.close();
  });

  it("opens with the link, which leaves the address, and shows plan, cost and usage", async () => {
    page = await context.newPage();
    watch(page, server.florin.origin, problems);
    await visit(page, link);
    await page.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
    await settle(page);
    expect(page.url()).toBe(`${server.florin.origin}/portal/`);
    const words = await page.locator("main").innerText();
    for (const shown of [
      "Alder & Sons",
      "Harbour Cloud",
      "Team",
      "US$99.00 a month",
      "Cost so far",
    ])
      expect(words).toContain(shown);
    await lookAt(page, "portal-overview-wide");
    await go("Usage");
    await page.getByText("58 calls", { exact: true }).waitFor();
    await page.getByLabel("Told apart by").selectOption("region");
    await page.getByRole("heading", { name: "By region" }).waitFor();
    await settle(page);
    await lookAt(page, "portal-usage-wide");
  });

  it("downloads an invoice and pays what is open of one", async () => {
    await go("Invoices");
    await page.getByRole("link", { name: /^INV-/ }).first().click();
    await page.getByRole("heading", { level: 1, name: /^Invoice INV-/ }).waitFor();
    const [download] = await Promise.all([page.waitForEvent("download"), press("Download PDF")]);
    expect(download.suggestedFilename()).toMatch(/^INV-.*\.pdf$/);
    expect((await readFile(await download.path())).subarray(0, 5).toString()).toBe("%PDF-");
    await settle(page);
    await lookAt(page, "portal-invoice");
    await press("Pay now");
    await page.getByText("Thank you, it is paid.").waitFor();
    await go("Payment");
    await page.getByText("Used first").waitFor();
    await page.getByRole("radio", { name: /^On the day they are due/ }).check();
    await settle(page);
    await lookAt(page, "portal-payment-wide");
    await press("Add a method");
    await page.getByRole("heading", { level: 1, name: "Add a test method" }).waitFor();
    await page.getByText("No money moves").waitFor();
    await lookAt(page, "sandbox-page");
    await page.getByRole("radio", { name: /^It is declined for good/ }).check();
    await press("Add it");
    await page.getByText("Thank you, the payment method is kept.").waitFor();
    await page.getByText("test card stolen", { exact: true }).first().waitFor();
    expect(await page.getByText(/^test card/).count()).toBeGreaterThan(1);
    await settle(page);
  });

  it("shows what a change of plan would do to the next invoice, and makes it", async () => {
    await go("Plan");
    await page.getByText("Projects: without a limit").waitFor();
    await press("Look at Scale");
    await page.getByText("60 calls a month → not included").waitFor();
    await page.getByRole("radio", { name: /^Now/ }).check();
    await page.getByRole("heading", { name: /^Invoice of/ }).waitFor();
    await settle(page);
    await lookAt(page, "portal-plan-change");
    await press("Change to Scale");
    await page.getByText("It is done.").waitFor();
    await press("Cancel the plan");
    await page.getByLabel(/^Why do you leave/).selectOption("not-used");
    await settle(page);
    await lookAt(page, "portal-plan-cancel");
    await press("Keep everything as it is");
  });

  it("invites a member and makes a key, each shown once", async () => {
    await go("Members");
    await press("Invite somebody");
    await page.getByLabel("Name").fill("Ben");
    await page.getByLabel("E-mail").fill("ben@alder.example");
    await page.getByRole("radio", { name: /^Accounting/ }).check();
    await press("Make the invitation");
    await page.locator("code", { hasText: "/portal/#" }).waitFor();
    await lookAt(page, "portal-member-invited");
    await press("Done");
    await go("API keys");
    await press("Make a key");
    await page.getByLabel("Name").fill("importer");
    await press("Make it");
    await page.getByRole("heading", { name: "The key importer" }).waitFor();
    await press("Done");
    await press(/^Revoke/);
    await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
    await page.getByText("Revoked", { exact: true }).waitFor();
  });

  it("sets an alert of its own, and another figure for it", async () => {
    await go("Alerts");
    await press("Set an alert");
    await page.getByLabel("About").selectOption("cost");
    await page.getByLabel("From (USD)").fill("5");
    await lookAt(page, "portal-alert-rule");
    await press("Set it");
    await page.getByText("US$5.00", { exact: true }).waitFor();
    await press(/^Change/);
    await page.getByLabel("From (USD)").fill("7.50");
    await press("Set it");
    await page.getByText("US$7.50", { exact: true }).waitFor();
  });

  it("speaks German, fits a phone and the dark, and can be read by everybody", async () => {
    await press("Deutsch");
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: "dark" });
    for (const [path, title] of pages) {
      await visit(page, `${server.florin.origin}/portal/${path}`);
      await page.getByRole("heading", { level: 1, name: title, exact: true }).waitFor();
      await settle(page);
      const overflow = await page.evaluate<number>(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth",
      );
      expect(overflow, path).toBeLessThanOrEqual(0);
      await lookAt(page, `portal-${path || "overview"}-phone`);
    }
    expect(problems).toEqual([]);
  });

  it("stands in a frame of the seller's own page, and of no other", async () => {
    let address = "";
    const host = createServer((_, response) => {
      response.setHeader("content-type", "text/html");
      response.end(
        `<title>Shop</title><iframe width="900" height="600" src="${address}"></iframe>`,
      );
    });
    await new Promise<void>((listening) => host.listen(0, "127.0.0.1", listening));
    const { port } = host.address() as AddressInfo;
    // The first is another site than the server, so that its frame may keep nothing; the second is the same.
    const origins = [`http://localhost:${port}`, `http://127.0.0.1:${port}`] as const;
    const allow = (allowed: readonly string[]) =>
      server.api.ask("PUT", "/v1/portal-settings", { body: { origins: allowed } });
    await allow(origins);
    const made = await server.api.post("/v1/portal-links", { customer: "c-1", embed: true });
    address = (made.json as { url: string }).url;
    const shop = await context.newPage();
    const frame = shop.frameLocator("iframe");
    const shows = (name: string): Promise<void> =>
      frame.getByRole("heading", { level: 1, name, exact: true }).waitFor();
    const goTo = (name: string): Promise<void> =>
      frame.getByRole("link", { name, exact: true }).click();
    await visit(shop, `${origins[0]}/`);
    await shows("Overview");
    await goTo("Credits");
    await shows("Credits");
    await goTo("Usage");
    await shows("Usage");
    await shop.evaluate("history.back()");
    await shows("Credits");
    expect(shop.frames().at(-1)?.url()).toMatch(/\/portal\/embed\/default$/);
    // Its frame knows the language that was chosen before.
    await visit(shop, `${origins[1]}/`);
    await shows("Übersicht");
    await goTo("Guthaben");
    await shows("Guthaben");
    await shop.reload();
    await shows("Guthaben");
    await allow(["https://elsewhere.example"]);
    await visit(shop, `${origins[0]}/`);
    expect(await frame.getByRole("heading").count()).toBe(0);
    await shop.close();
    await new Promise((closed) => host.close(closed));
  });

  it("says kindly that a link does not work, and what to do", async () => {
    await press("Abmelden");
    await page.getByRole("heading", { name: "Sie sind abgemeldet" }).waitFor();
    await visit(page, `${server.florin.origin}/portal/#not-a-link`);
    await page.getByRole("heading", { name: "Dieser Link funktioniert nicht" }).waitFor();
    await lookAt(page, "portal-closed");
  });
});
