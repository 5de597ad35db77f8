import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acme } from "../../src/account/account.fixture.ts";
import { tinyPng } from "../../src/documents/image/png.fixture.ts";
import { creditNote, richInvoice } from "../../src/documents/invoice.fixture.ts";
import { openSeries } from "../../src/store/invoices.ts";
import { asking } from "./asking.ts";
import { type Answer, type Client, type RunningFlorin, runFlorin } from "./running-florin.ts";

let server: RunningFlorin;
let other: Client;
const { get, post } = asking(() => server.api);

const seller = {
  name: "Acme GmbH",
  address: { line1: "Hafenstraße 12", postalCode: "20457", city: "Hamburg", country: "DE" },
  vatNumber: "DE136695976",
};
const customer = { id: "c-17", name: "Müller & Söhne", language: "de-AT", country: "AT" };

/** An invoice with tax and the credit note that takes it back, as billing would have stored them. */
async function storeTaxed(): Promise<void> {
  const names = { invoice: "RE", "credit-note": "GS" };
  await server.florin.store.withTenant("default", async (tx) => {
    const series = await openSeries(tx, names);
    const ours = { customer: "c-17", model: "acme@1" };
    const { corrects: _, ...note } = creditNote;
    await series.write([
      { ...richInvoice, ...ours, id: "c-17:8", number: null },
      { ...note, ...ours, id: "c-17:9", number: null, corrects: ["c-17:8"] },
    ]);
    await series.close();
  });
}

beforeAll(async () => {
  server = await runFlorin("2026-01-01T00:00:00Z");
  other = await server.addTenant("other");
  const model = { ...acme, seller };
  expect((await post("/v1/models", model)).status).toBe(201);
  expect((await post("/v1/customers", customer)).status).toBe(201);
  const bought = { id: "s-1", customer: "c-17", plan: "team", cadence: "monthly" };
  const subscription = { ...bought, start: "2026-01-01" };
  expect((await post("/v1/subscriptions", subscription)).status).toBe(201);
  await server.moveTo("2026-01-02T00:00:00Z");
  await storeTaxed();
});
afterAll(() => server?.stop());

const document = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
  server.api.ask("GET", `/v1/invoices/${path}`, { headers });
const put = (path: string, body: unknown, type = "application/json"): Promise<Answer> =>
  server.api.ask("PUT", path, { body, headers: { "content-type": type } });

describe("a document of an invoice", () => {
  it("comes with its type, a name for the file, and a policy where it is a page", async () => {
    const pdf = await document("c-17:1/documents/pdf");
    expect([pdf.status, pdf.headers["content-type"]]).toEqual([200, "application/pdf"]);
    expect(pdf.headers["content-disposition"]).toBe('inline; filename="INV-000001.pdf"');
    expect(pdf.text.startsWith("%PDF-")).toBe(true);
    const html = await document("c-17:1/documents/html", { accept: "text/html" });
    expect(html.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(html.headers["content-security-policy"]).toContain("default-src 'none'");
    expect(html.text).toContain("Acme GmbH");
    expect(html.text).toContain("Müller &amp; Söhne");
    const ubl = await document("c-17:8/documents/ubl");
    expect(ubl.headers["content-type"]).toBe("application/xml");
    expect(ubl.headers["content-disposition"]).toBe('attachment; filename="RE-000001.ubl.xml"');
    for (const format of ["cii", "factur-x"])
      expect((await document(`c-17:8/documents/${format}`)).status).toBe(200);
  });

  it("is in the language asked for, else the customer's, else the tenant's", async () => {
    const title = async (query: string): Promise<string | undefined> =>
      /<title>(.*)<\/title>/.exec((await document(`c-17:1/documents/html${query}`)).text)?.[1];
    expect(await title("")).toBe("Rechnung INV-000001");
    expect(await title("?language=en")).toBe("Invoice INV-000001");
    expect((await document("c-17:1/documents/html?language=fr")).json).toMatchObject({
      status: 422,
      errors: [{ code: "not-a-choice", path: "/query/language" }],
    });
  });

  it("names the invoices that a credit note corrects by their numbers", async () => {
    const { text } = await document("c-17:9/documents/ubl");
    expect(text).toContain("<cbc:ID>RE-000001</cbc:ID>");
    expect(text).not.toContain("c-17:8");
  });

  it("that lacks what the norm demands is refused, with where to set each", async () => {
    const { status, json } = await document("c-17:1/documents/ubl");
    expect(status).toBe(409);
    expect(json).toMatchObject({ code: "e-invoice-incomplete" });
    const { errors } = json as { errors: { path: string; suggestion: string }[] };
    const remedies = Object.fromEntries(errors.map(({ path, suggestion }) => [path, suggestion]));
    expect(remedies["/taxes"]).toMatch(/give the model tax rules/);
    expect(remedies["/lines/0/tax"]).toMatch(/give the model tax rules/);
  });

  it("is not sent again to who has it, until its branding changes", async () => {
    const path = "c-17:1/documents/html";
    const etag = String((await document(path)).headers.etag);
    expect(etag).toMatch(/^"[\w-]{43}"$/);
    for (const tags of [etag, `W/${etag}`, `"x", ${etag}`, "*"]) {
      const answer = await document(path, { "if-none-match": tags });
      expect([answer.status, answer.text, answer.headers.etag]).toEqual([304, "", etag]);
    }
    expect((await document(path, { "if-none-match": '"x"' })).status).toBe(200);
    await put("/v1/document-settings", { branding: { accent: "#aa0000" } });
    const branded = await document(path, { "if-none-match": etag });
    expect(branded.status).toBe(200);
    expect(branded.text).toContain("#aa0000");
    const logo = await put("/v1/document-settings/logo", Buffer.from(tinyPng(6)), "image/png");
    expect(logo.json).toMatchObject({ mediaType: "image/png", size: tinyPng(6).length });
    const again = await document(path, { "if-none-match": String(branded.headers.etag) });
    expect(again.text).toContain("data:image/png;base64,");
  });

  it("is found by nobody else, and only where it is", async () => {
    expect((await other.get("/v1/invoices/c-17:1/documents/pdf")).status).toBe(404);
    expect((await document("c-17:77/documents/pdf")).status).toBe(404);
    expect((await document("c-17:1/documents/docx")).json).toMatchObject({ code: "not-found" });
    expect((await document("c-17:1/documents/pdf", { accept: "text/html" })).status).toBe(406);
  });
});

describe("document settings", () => {
  it("are replaced whole, and are each tenant's own", async () => {
    const chosen = {
      language: "en",
      paper: "Letter",
      branding: { senderLine: "Acme · Hamburg", footer: [["Acme GmbH"], ["HRB 4711"]] },
      contact: { name: "Jana" },
      paymentInstructions: ["Please state the number."],
      notes: ["Thank you."],
      eInvoice: { profile: "xrechnung", deliveryCountry: "AT" },
    };
    expect((await put("/v1/document-settings", chosen)).json).toEqual(chosen);
    expect(await get("/v1/document-settings")).toEqual(chosen);
    expect((await other.get("/v1/document-settings")).json).toEqual({});
    expect((await other.get("/v1/document-settings/logo")).status).toBe(404);
    await put("/v1/document-settings", {});
    expect(await get("/v1/document-settings")).toEqual({});
  });

  it("are refused with every fault", async () => {
    const wrong = {
      language: "fr",
      branding: { accent: "red", footer: [[], [], [], [], []], logo: "x" },
      contact: { name: "two\nlines" },
      eInvoice: { profile: "peppol" },
      timeZone: "UTC",
    };
    const { status, json } = await put("/v1/document-settings", wrong);
    expect(status).toBe(422);
    const { errors } = json as { errors: { code: string; path: string }[] };
    expect(errors.map(({ code, path }) => `${code} ${path}`)).toEqual([
      "not-a-choice /language",
      "invalid-colour /branding/accent",
      "list-too-long /branding/footer",
      "unknown-field /branding/logo",
      "invalid-line /contact/name",
      "not-a-choice /eInvoice/profile",
      "unknown-field /timeZone",
    ]);
  });

  it("have a logo of their own, whose bytes are looked at", async () => {
    const path = "/v1/document-settings/logo";
    const png = Buffer.from(tinyPng(2));
    expect((await put(path, png, "image/jpeg")).json).toMatchObject({ mediaType: "image/png" });
    const kept = await server.api.get(path);
    expect(kept.headers["content-type"]).toBe("image/png");
    const known = { "if-none-match": String(kept.headers.etag) };
    expect((await server.api.ask("GET", path, { headers: known })).status).toBe(304);
    const svg = await put(path, Buffer.from("<svg/>"), "image/png");
    expect(svg.json).toMatchObject({ status: 422, errors: [{ code: "invalid-logo", path: "" }] });
    expect((await put(path, png.subarray(0, 40), "image/png")).status).toBe(422);
    expect((await put(path, {}, "application/json")).status).toBe(415);
    expect((await put(path, Buffer.alloc(1_000_001), "image/png")).status).toBe(413);
    for (let time = 0; time < 2; time += 1)
      expect((await server.api.ask("DELETE", path)).status).toBe(204);
    expect((await server.api.get(path)).status).toBe(404);
  });

  it("can be looked at before they are put", async () => {
    const path = "/v1/document-settings/preview";
    const settings = { language: "de", branding: { accent: "#00aa00" } };
    const asked = { settings, logo: Buffer.from(tinyPng(2)).toString("base64") };
    const shown = await server.api.post(path, asked);
    expect(shown.headers["content-type"]).toBe("text/html; charset=utf-8");
    for (const part of ["#00aa00", "Rechnung", "Acme GmbH", "data:image/png;base64,"])
      expect(shown.text).toContain(part);
    expect((await server.api.get(path)).text).not.toContain("#00aa00");
    expect((await server.api.get(`${path}?format=pdf`)).text.startsWith("%PDF-")).toBe(true);
    const broken = await server.api.post(path, { settings: { language: "x" }, logo: "AAAA" });
    expect(broken.json).toMatchObject({ errors: [{ path: "/settings/language" }] });
    expect((await server.api.post(path, { logo: "AAAA" })).json).toMatchObject({
      errors: [{ code: "invalid-logo", path: "/logo" }],
    });
  });
});

describe("a document of a draft", () => {
  const draft = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
    server.api.ask("GET", `/v1/customers/c-30/drafts/c-30%3A2/documents/${path}`, { headers });

  it("says that it is one, has no number, and is there while the draft is open", async () => {
    await post("/v1/customers", { id: "c-30", name: "Alder" });
    const bought = { id: "s-30", customer: "c-30", plan: "hybrid", start: "2026-05-01" };
    expect((await post("/v1/subscriptions", bought)).status).toBe(201);
    await server.moveTo("2026-06-01T00:30:00Z");
    const html = await draft("html?language=en");
    expect([html.status, html.headers["content-type"]]).toEqual([200, "text/html; charset=utf-8"]);
    expect(html.headers["content-security-policy"]).toContain("default-src 'none'");
    expect(html.headers["content-disposition"]).toBe('inline; filename="draft.html"');
    expect(html.text).toContain("<title>Invoice (Draft)</title>");
    expect(html.text).toContain("<mark>Draft</mark>");
    expect(html.text).not.toMatch(/INV-\d/);
    const tag = { "if-none-match": String(html.headers.etag) };
    expect((await draft("html?language=en", tag)).status).toBe(304);
    const pdf = await draft("pdf");
    expect([pdf.status, pdf.headers["content-type"]]).toEqual([200, "application/pdf"]);
    expect((await draft("ubl")).json).toMatchObject({ status: 404, code: "not-found" });
    const foreign = await other.get("/v1/customers/c-30/drafts/c-30%3A2/documents/html");
    expect(foreign.json).toMatchObject({ status: 404 });
    await server.moveTo("2026-06-02T00:00:00Z");
    expect((await draft("html")).status).toBe(404);
  });
});
