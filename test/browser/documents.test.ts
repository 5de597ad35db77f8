import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pngOf } from "../../src/documents/image/png.fixture.ts";
import { expectOk } from "../../src/fault/fault.ts";
import { loadModel } from "../../src/model/load-model.ts";
import { asking } from "../server/asking.ts";
import { type RunningFlorin, runFlorin } from "../server/running-florin.ts";
import { browserTestsSkipped, launch } from "./chromium.ts";
import { lookAt, watch } from "./looking.ts";
import { visit } from "./visit.ts";

/** A wide mark in two colours. */
const logo = Buffer.from(
  pngOf(
    60,
    Array.from({ length: 20 }, () => [
      0,
      ...Array.from({ length: 60 }, (_, x) => (x < 20 ? [180, 60, 40] : [30, 60, 120])).flat(),
    ]),
    2,
  ),
);

describe.skipIf(browserTestsSkipped)("documents in the console", () => {
  let server: RunningFlorin;
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];
  const { get, post } = asking(() => server.api);

  beforeAll(async () => {
    server = await runFlorin("2025-12-31T00:00:00Z");
    const { model } = expectOk(await loadModel("test/cli/models/nordwind.yaml"));
    await post("/v1/models", model);
    const facts = (await readFile("test/cli/facts/nordwind.ndjson", "utf8")).trim().split("\n");
    const routes = { customer: "customers", subscription: "subscriptions", sale: "sales" };
    for (const line of facts) {
      const { fact, ...body } = JSON.parse(line) as { fact: keyof typeof routes };
      if (routes[fact] !== undefined)
        expect((await post(`/v1/${routes[fact]}`, body)).status).toBe(201);
    }
    await post("/v1/customers", { id: "plain", name: "Plain Ltd", country: "DE" });
    await server.moveTo("2026-02-02T00:00:00Z");
    browser = await launch();
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    watch(page, server.florin.origin, problems);
    await page.goto(server.florin.consoleLink());
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  const open = async (path: string): Promise<void> => {
    await visit(page, `${server.florin.origin}${path}`);
  };
  const preview = () => page.frameLocator("iframe[title='Sample invoice']");

  it("has an invoice as PDF, as page and as e-invoice", async () => {
    await open("/invoices/mueller:3");
    const shown = await page.locator("main").innerText();
    for (const text of [
      "Nordwind Software GmbH",
      "Industriestraße 8",
      "USt. 19%",
      "629.75",
      "28 Feb 2026",
      "days in Europe/Berlin",
    ])
      expect(shown).toContain(text);
    await lookAt(page, "invoice-documents");
    const pdf = await page.getByRole("link", { name: "PDF" }).getAttribute("href");
    expect(pdf).toBe("/v1/invoices/mueller%3A3/documents/pdf");
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "XML" }).click();
    const saved = await (await download).path();
    expect((await download).suggestedFilename()).toBe("RE-000004.ubl.xml");
    expect(await readFile(saved, "utf8")).toContain("<cbc:ID>RE-000004</cbc:ID>");
    const [sent] = await Promise.all([
      page.waitForEvent("popup"),
      page.getByRole("link", { name: "As sent" }).click(),
    ]);
    await sent.getByRole("heading", { name: "Rechnung RE-000004" }).waitFor();
    await lookAt(sent, "invoice-as-sent");
    await sent.close();
  });

  it("shows what other settings would look like, as they are typed", async () => {
    await open("/documents");
    await preview().getByRole("heading", { name: "Invoice INV-000042" }).waitFor();
    expect(await page.getByRole("button", { name: "Save" }).isDisabled()).toBe(true);
    await page.getByLabel("Foot of every page").fill("Nordwind GmbH\nHamburg\n\nHRB 4711");
    await preview().getByText("HRB 4711").waitFor();
    await page.getByRole("combobox", { name: "Language" }).click();
    await page.getByRole("option", { name: "German" }).click();
    await preview().getByRole("heading", { name: "Rechnung INV-000042" }).waitFor();
    await page.locator("input[type=color]").fill("#b43c28");
    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: logo });
    await preview().locator("img.brand").waitFor();
    const style = (): Promise<string | null> => preview().locator("style").textContent();
    await expect.poll(style).toContain("#b43c28");
    await lookAt(page, "documents");
    expect(await get("/v1/document-settings")).toEqual({});
  });

  it("saves with a key that may write, and with no other", async () => {
    await page.getByLabel("API key that may write").fill("florin_default_wrong");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("The server does not accept this key.").waitFor();
    problems.splice(0);
    await page.getByLabel("API key that may write").fill(server.apiKey);
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved.").waitFor();
    expect(await get("/v1/document-settings")).toEqual({
      language: "de",
      paper: "A4",
      branding: { accent: "#b43c28", footer: [["Nordwind GmbH", "Hamburg"], ["HRB 4711"]] },
    });
    await open("/documents");
    await preview().locator("img.brand").waitFor();
    await page.getByText("The one in the sample").waitFor();
    await page.getByRole("button", { name: "Remove" }).click();
    await preview().getByText("Nordwind Software GmbH").first().waitFor();
    await page.getByRole("button", { name: "Take back" }).click();
    await preview().locator("img.brand").waitFor();
  });

  it("made no error and asked no other server", () => {
    expect(problems).toEqual([]);
  });
});
