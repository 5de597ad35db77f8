import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loopback } from "../../src/services/webhooks/webhook-scene.fixture.ts";
import { client, type RunningFlorin, runFlorin } from "../server/running-florin.ts";
import { browserTestsSkipped, launch } from "./chromium.ts";
import { lookAt } from "./looking.ts";

describe.skipIf(browserTestsSkipped)("the console's webhooks", () => {
  let server: RunningFlorin;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    [server, browser] = await Promise.all([
      runFlorin("2026-01-10T10:00:00Z", { webhooksAllowed: loopback }),
      launch(),
    ]);
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(server.florin.consoleLink());
    await page.getByRole("button", { name: "Developers" }).click();
    await page.getByRole("link", { name: "Webhooks" }).click();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  it("add an endpoint, show its secret once, and what was sent to it", async () => {
    await page.getByText("No other system is told anything yet").waitFor();
    await page.getByRole("button", { name: "Add an endpoint" }).click();
    await page.getByRole("textbox", { name: "Address" }).fill("http://127.0.0.1:9/webhooks");
    await page.getByLabel("API key").fill(server.apiKey);
    await page.getByRole("button", { name: "Add it" }).click();
    expect(await page.getByText("whsec_").innerText()).toMatch(/^whsec_[A-Za-z0-9+/]+=*$/);
    await lookAt(page, "webhook-secret");
    await page.getByRole("button", { name: "Done" }).click();
    await server.api.post("/v1/customers", { id: "c-1", name: "Northwind" });
    const { webhooks } = server.florin.services;
    await webhooks.run();
    await webhooks.settled();
    for (const [width, name] of [
      [1280, "wide"],
      [390, "narrow"],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`${server.florin.origin}/webhooks?state=waiting`);
      const sent = page.getByRole("link", { name: "customer.created" });
      await sent.waitFor();
      expect(await page.locator("main").innerText()).not.toContain("whsec_");
      await lookAt(page, `webhooks-${name}`);
      await sent.click();
      await page.getByText("ECONNREFUSED").first().waitFor();
      await lookAt(page, `webhook-delivery-${name}`);
    }
  }, 60_000);

  it("change an endpoint, send again what it missed, and delete it once its address is typed", async () => {
    const at = "http://127.0.0.1:9/webhooks";
    const act = async (name: string) => {
      await page.getByRole("button", { name: `${name} ${at}`, exact: true }).click();
      await page.getByLabel("API key").fill(server.apiKey);
    };
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(`${server.florin.origin}/webhooks`);
    await act("Change");
    await page.getByRole("textbox", { name: "Events" }).fill("customer.*, invoice.*");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("customer.*, invoice.*", { exact: true }).first().waitFor();
    await act("Send again");
    await page.getByLabel("From, UTC").fill("2020-01-01T00:00");
    await page.getByLabel("Only these events").fill("invoice.*");
    await lookAt(page, "webhook-replay");
    await page.getByRole("button", { name: "Send again", exact: true }).click();
    await page.getByText("0 events are sent again.").waitFor();
    await page.getByRole("button", { name: "Done" }).click();
    await act("Delete");
    const sure = page.getByRole("button", { name: "Delete it" });
    expect(await sure.isDisabled()).toBe(true);
    await page.getByLabel("Its address, to be sure").fill(at);
    await lookAt(page, "webhook-delete");
    await sure.click();
    await page.getByText("No other system is told anything yet").waitFor();
  }, 60_000);

  it("approve a change that waits, and find it in the audit log", async () => {
    const agent = await server.api.post("/v1/api-keys", { scopes: ["read", "approvals.propose"] });
    const proposing = client(server.florin.origin, (agent.json as { key: string }).key);
    await proposing.post("/v1/approvals", {
      method: "PUT",
      path: "/v1/customers/c-1",
      body: { name: "Northwind Traders" },
      why: "They were renamed",
    });
    await proposing.close();
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(`${server.florin.origin}/approvals`);
    await page.getByText("They were renamed").waitFor();
    await lookAt(page, "approvals-open");
    await page.getByRole("button", { name: "Approve" }).click();
    await page.getByLabel("API key").fill(server.apiKey);
    await page.getByRole("button", { name: "Approve and do it" }).click();
    await page.getByRole("heading", { name: "What it was answered" }).waitFor();
    await lookAt(page, "approvals-performed");
    for (const [width, name] of [
      [1280, "wide"],
      [390, "narrow"],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`${server.florin.origin}/audit-log?action=customers.write`);
      await page.getByText("/v1/customers/c-1").first().waitFor();
      await page
        .getByText(/^Entry \d+$/)
        .first()
        .click();
      await page.getByText('"name": "Northwind Traders"').first().waitFor();
      await lookAt(page, `audit-log-${name}`);
    }
  }, 60_000);

  it("stand in the reference of the API, which is searched and opened", async () => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(`${server.florin.origin}/reference`);
    await page.getByRole("searchbox", { name: "Search the routes" }).fill("webhook rotate");
    const found = page.getByText("/v1/webhook-endpoints/{id}/rotate");
    await found.waitFor();
    await page.getByText("/v1/meters", { exact: true }).waitFor({ state: "detached" });
    await found.click();
    await page.getByText("webhooks.manage").waitFor();
    for (const [width, name] of [
      [1280, "wide"],
      [390, "narrow"],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await lookAt(page, `reference-${name}`);
    }
  }, 60_000);
});
