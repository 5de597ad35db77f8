import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acme } from "../../src/account/account.fixture.ts";
import type { Florin } from "../../src/server.ts";
import { type RunningFlorin, runFlorin } from "../server/running-florin.ts";
import { browserTestsSkipped, launch } from "./chromium.ts";
import { lookAt, watch } from "./looking.ts";
import { visit } from "./visit.ts";

describe.skipIf(browserTestsSkipped)("payments in Chromium", () => {
  let server: RunningFlorin;
  let florin: Florin;
  let browser: Browser;
  let page: Page;
  let number = "";
  const problems: string[] = [];

  const ask = async (method: string, path: string, body: unknown, key = "") => {
    const answer = await fetch(`${florin.origin}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${florin.newApiKey ?? ""}`,
        "content-type": "application/json",
        ...(key === "" ? {} : { "idempotency-key": key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    expect(answer.status, `${method} ${path}`).toBeLessThan(300);
    return (await answer.json()) as { readonly items?: readonly { id: string; number: string }[] };
  };

  beforeAll(async () => {
    server = await runFlorin(new Date(Date.UTC(2026, 0, 1)).toISOString());
    florin = server.florin;
    await ask("POST", "/v1/models", acme);
    for (const [id, name] of [
      ["northwind", "Northwind Traders"],
      ["fabrikam", "Fabrikam Robotics"],
    ]) {
      await ask("POST", "/v1/customers", { id, name });
      const terms = { plan: "team", cadence: "annual", start: "2026-01-01" };
      await ask("POST", "/v1/subscriptions", { id: `s-${id}`, customer: id, ...terms });
    }
    await ask("POST", "/v1/clock", { now: "2026-01-10T00:00:00Z" });
    await ask("PUT", "/v1/payment-providers/sandbox", { keys: { webhook: "a test key" } });
    const method = { provider: "sandbox", reference: "sandbox-declined" };
    await ask("POST", "/v1/customers/fabrikam/payment-methods", method);
    const [own] = (await ask("GET", "/v1/invoices?customer=fabrikam", undefined)).items ?? [];
    const [theirs] = (await ask("GET", "/v1/invoices?customer=northwind", undefined)).items ?? [];
    number = theirs?.number ?? "";
    await ask("POST", `/v1/invoices/${own?.id}/charge`, {}, "charge-1");
    browser = await launch();
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    watch(page, florin.origin, problems);
    await visit(page, florin.consoleLink());
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  const open = async (path: string): Promise<void> => {
    await visit(page, `${florin.origin}${path}`);
  };
  const text = (): Promise<string> => page.locator("main").innerText();

  it("lists charges with their state, their tries and their reason", async () => {
    await open("/payments");
    const shown = await text();
    expect(shown).toContain("fabrikam");
    expect(shown).toContain("Failed");
    expect(shown).toContain("insufficient-funds");
    expect(shown).toMatch(/1\scall/);
    await open("/payments?state=succeeded");
    expect(await text()).toContain("No payment matches these filters.");
  });

  it("imports a statement, and matches a line of the queue with one click", async () => {
    await open("/payments");
    expect(await page.getByRole("button", { name: "Choose a file" }).isDisabled()).toBe(true);
    await page.getByLabel("API key that may write").fill(florin.newApiKey ?? "");
    const rows = [
      "Booking date;Amount;Currency;Name;Description",
      `2026-01-09;100.00;USD;Northwind Traders;${number}`,
      "2026-01-09;250.00;USD;Northwind Traders;for your services",
      "2026-01-09;12.00;USD;Our savings;own transfer",
    ];
    // A text, for the browser's own names are not known here.
    const content = JSON.stringify(`${rows.join("\n")}\n`);
    const data = await page.evaluateHandle(`(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([${content}], "january.csv", { type: "text/csv" }));
      return transfer;
    })()`);
    await page
      .getByRole("region", { name: "Drop a bank statement here" })
      .dispatchEvent("drop", { dataTransfer: data });
    await page.getByText("3 lines, 1 partly matched, 2 unmatched.").waitFor();
    await page.getByRole("button", { name: `Match with northwind, ${number}` }).waitFor();
    expect(await text()).toContain("Nothing in it is known");
    await lookAt(page, "payments");
    await page.setViewportSize({ width: 390, height: 844 });
    await lookAt(page, "payments-narrow");
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole("button", { name: `Match with northwind, ${number}` }).click();
    await page.getByText("1 line", { exact: true }).waitFor();
    expect(await page.getByRole("table", { name: "Unmatched lines" }).innerText()).not.toContain(
      "for your services",
    );
  });

  it("says by hand what a line is: another's money, or nobody's payment", async () => {
    await page.getByRole("button", { name: /^By hand: Our savings/ }).click();
    const form = page.getByRole("region", { name: /Our savings/ });
    await form.getByLabel("Customer").fill("fabrikam");
    await form.getByRole("combobox", { name: "Pays" }).click();
    await form.getByRole("option").first().waitFor();
    await page.keyboard.press("Escape");
    await form.getByLabel("Or it is nobody's payment, because").fill("our own transfer");
    await lookAt(page, "payments-by-hand");
    await form.getByRole("button", { name: "Leave it out" }).click();
    await page.getByText("Every line is matched.").waitFor();
    const ignored = await ask("GET", "/v1/bank-lines?state=ignored", undefined);
    expect(ignored.items).toHaveLength(1);
  });

  it("shows a customer's methods on its page", async () => {
    await open("/customers/fabrikam");
    await page.getByRole("heading", { name: "Payment methods" }).waitFor();
    expect(await text()).toContain("test card declined");
    expect(await text()).toContain("Does not pay automatically.");
    await lookAt(page, "customer-methods");
    await page.setViewportSize({ width: 390, height: 844 });
    await lookAt(page, "customer-methods-narrow");
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it("raises no error and asks no other server", () => {
    expect(problems).toEqual([]);
  });
});
