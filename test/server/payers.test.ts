import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acme, acmeBooks, at } from "../../src/account/account.fixture.ts";
import { parseAccountFact } from "../../src/account/fact-shape.ts";
import { type Invoice, invoiceText } from "../../src/account/invoice.ts";
import { replayAccounts } from "../../src/account/replay.ts";
import { draftsCommand } from "../../src/cli/drafts.ts";
import { recordingTerminal } from "../../src/cli/recording-terminal.fixture.ts";
import { expectOk } from "../../src/fault/fault.ts";
import { parseUsageEvent } from "../../src/metering/usage-event.ts";
import { verifyInvoices } from "../../src/store/verify-invoices.ts";
import { asking } from "./asking.ts";
import { startTelling, type Telling } from "./post-story.ts";
import { type RunningFlorin, runFlorin } from "./running-florin.ts";
import { momentsOf, tell, use } from "./story.ts";

const opening = "2026-01-01T00:00:00Z";
const until = "2026-04-02T00:00:00Z";

const customer = (id: string, more: object = {}) =>
  tell(opening, { fact: "customer", id, name: id.toUpperCase(), ...more } as const);
const hybrid = (id: string, start = "2026-01-01", when = opening) =>
  tell(when, {
    fact: "subscription",
    id: `s-${id}`,
    customer: id,
    plan: "hybrid",
    cadence: "monthly",
    start,
  } as const);
const used = (id: string, of: string, time: string, operations: number, sent = time) =>
  use({ id, source: "gate", type: "inference", customer: of, time, data: { operations } }, sent);

/** Payers in the middle of the alphabet, with children on both sides of each. */
const story = [
  customer("mill", { invoicesPer: "customer" }),
  customer("port"),
  customer("ash", { payer: "mill", reference: "CC-1" }),
  customer("zinc", { payer: "mill" }),
  customer("bay", { payer: "port" }),
  customer("oak"),
  ...["ash", "zinc", "bay", "oak", "mill"].map((id) => hybrid(id)),
  used("e-1", "ash", "2026-01-10T00:00:00Z", 1_500),
  used("e-2", "zinc", "2026-01-10T00:00:00Z", 2_000),
  used("e-3", "mill", "2026-01-11T00:00:00Z", 1_001),
  used("e-4", "bay", "2026-01-12T00:00:00Z", 1_300),
  used("e-5", "ash", "2026-01-13T00:00:00Z", 700, "2026-02-20T00:00:00Z"),
  tell("2026-02-10T00:00:00Z", {
    fact: "customer",
    id: "ash",
    name: "Ash Works",
    payer: "mill",
    amends: true,
  } as const),
  tell("2026-02-15T00:00:00Z", {
    fact: "cancel",
    id: "x-1",
    customer: "zinc",
    subscription: "s-zinc",
    on: "2026-02-20",
    credit: "prorated",
  } as const),
];

let server: RunningFlorin;
let telling: Telling;
const api = asking(() => server.api);

beforeAll(async () => {
  server = await runFlorin(opening);
  expect((await api.post("/v1/models", acme)).status).toBe(201);
  telling = startTelling(server.api, 3);
  for (const moment of momentsOf(story)) {
    await server.moveTo(moment.at);
    await telling.tell(moment);
  }
  await server.moveTo(until);
});
afterAll(() => server?.stop());

const replayed = (): readonly Invoice[] => {
  const accounts = replayAccounts(acmeBooks);
  const { facts } = telling;
  for (const { fact, ...rest } of facts)
    if (fact !== "usage") accounts.add(expectOk(parseAccountFact({ fact, ...rest })));
  const { replay, refused } = accounts.open();
  expect(refused).toEqual([]);
  for (const { fact, receivedAt, ...rest } of facts) {
    if (fact !== "usage") continue;
    const event = { ...expectOk(parseUsageEvent(rest)), receivedAt: at(String(receivedAt)) };
    expect(replay.addUsage(event)).toBe("accepted");
  }
  return [...replay.invoicesUntil(at(until) - 1)];
};

const codeOf = (json: unknown): string | undefined =>
  (json as { errors?: { code: string }[] }).errors?.[0]?.code;

describe("a server with customers that others pay for", () => {
  it("issues what a replay of its facts does, to the byte", async () => {
    expect(telling.refusedFacts()).toBe(0);
    const listed = await api.all<{ id: string; number: string }>("/v1/invoices", 50);
    const expected = replayed();
    expect(listed.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
    expect(new Set(expected.map((invoice) => invoice.customer))).toEqual(
      new Set(["mill", "oak", "port"]),
    );
    for (const invoice of expected)
      expect((await server.api.get(`/v1/invoices/${invoice.id}`)).text).toBe(invoiceText(invoice));
    const late = expected.flatMap(({ lines }) => lines.filter(({ kind }) => kind === "late-usage"));
    expect(late.map(({ customer }) => customer)).toEqual([{ id: "ash", name: "Ash Works" }]);
  });

  it("shows who pays, and for whom", async () => {
    const mill = await api.get<Record<string, unknown>>("/v1/customers/mill");
    expect(mill).toMatchObject({
      payer: null,
      invoicesPer: "customer",
      children: [
        { id: "ash", name: "Ash Works" },
        { id: "zinc", name: "ZINC" },
      ],
      subscriptions: [{ id: "s-mill" }],
    });
    expect(await api.get("/v1/customers/ash")).toMatchObject({
      payer: { id: "mill", name: "MILL" },
      children: [],
      subscriptions: [{ id: "s-ash", standing: "active" }],
    });
    expect(await api.get("/v1/subscriptions/s-ash")).toMatchObject({
      customer: "ash",
      customerName: "Ash Works",
    });
    expect(await api.get("/v1/customers/ash/credits")).toMatchObject({ customer: "mill" });
    expect(await api.get("/v1/unbilled")).toMatchObject({ items: [] });
  });

  it("lists the invoices that carry lines of a department, and says what was billed of it", async () => {
    interface Listed {
      readonly id: string;
      readonly customer: string;
      readonly lineCount: number;
    }
    const listed = async (query: string) => api.all<Listed>(`/v1/invoices?${query}`, 2);
    const documents = await Promise.all(
      (await listed("customer=mill")).map(({ id }) =>
        api.get<{
          id: string;
          lines: { customer?: { id: string }; meter?: string; period: { to: string } }[];
        }>(`/v1/invoices/${id}`),
      ),
    );
    const carrying = documents.filter(({ lines }) =>
      lines.some(({ customer: of }) => of?.id === "ash"),
    );
    expect(carrying.length).toBeGreaterThan(2);
    expect(carrying.length).toBeLessThan(documents.length);
    const ofAsh = await listed("customer=ash");
    expect(ofAsh.map(({ id }) => id)).toEqual(carrying.map(({ id }) => id));
    expect(new Set(ofAsh.map(({ customer: payer }) => payer))).toEqual(new Set(["mill"]));
    const march = await listed("customer=ash&month=2026-03");
    expect(march.length).toBeGreaterThan(0);
    expect(march.length).toBeLessThan(ofAsh.length);
    expect(await api.get("/v1/customers/ash")).toMatchObject({
      billedUsage: [
        { meter: "operations", from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" },
      ],
    });
    const { store } = server.florin;
    const verified = await store.withTenant("default", (tx) => verifyInvoices(tx));
    expect(verified).toEqual([]);
  });

  it("drafts all documents that what is due comes to, as they are then issued", async () => {
    interface Draft {
      readonly id: string;
      readonly lines: readonly { readonly customer?: { readonly id: string } }[];
    }
    await server.moveTo("2026-05-01T00:30:00Z");
    const { items } = await api.get<{ items: readonly Draft[] }>("/v1/customers/mill/drafts");
    expect(items.map(({ lines }) => lines[0]?.customer?.id ?? "mill").sort()).toEqual([
      "ash",
      "mill",
    ]);
    expect(await api.get("/v1/customers/ash/drafts")).toEqual({ items });
    for (const { id } of items) {
      const path = `/v1/customers/mill/drafts/${encodeURIComponent(id)}/documents/html`;
      expect((await server.api.get(path)).status).toBe(200);
    }
    const terminal = recordingTerminal();
    const codes: number[] = [];
    const { origin } = server.florin;
    await draftsCommand(terminal, (code) => codes.push(code)).parseAsync(
      ["mill", "--server", origin, "--data", server.dataFolder],
      { from: "user" },
    );
    expect(codes).toEqual([0]);
    expect(terminal.results.filter((line) => line === "draft  MILL (mill)")).toHaveLength(2);
    await server.moveTo("2026-05-01T01:00:00Z");
    for (const draft of items) {
      const issued = await api.get<object>(`/v1/invoices/${draft.id}`);
      expect({ ...issued, number: null, status: "draft" }).toEqual(draft);
    }
  });

  it("previews in the payer's account", async () => {
    const facts = [
      {
        fact: "cancel",
        id: "x-2",
        customer: "ash",
        subscription: "s-ash",
        when: "now",
        credit: "prorated",
      },
    ];
    const answer = await api.post("/v1/preview", { customer: "ash", facts });
    expect(answer.status, answer.text).toBe(200);
    expect(answer.json).toMatchObject({ with: [{ customer: "mill" }] });
    const other = await api.post("/v1/preview", {
      customer: "ash",
      facts: [{ ...facts[0], customer: "bay", subscription: "s-bay" }],
    });
    expect(other.json).toMatchObject({ errors: [{ code: "preview-of-another" }] });
  });

  it("refuses another payer, a payer that has one, and money told of whom another pays for", async () => {
    const put = async (id: string, body: object) =>
      codeOf((await server.api.ask("PUT", `/v1/customers/${id}`, { body })).json);
    expect(await put("ash", { name: "Ash", payer: "port" })).toBe("payer-fixed");
    expect(await put("ash", { name: "Ash" })).toBe("payer-fixed");
    expect(await put("oak", { name: "Oak", payer: "port" })).toBe("payer-fixed");
    expect(await put("new", { name: "New", payer: "ash" })).toBe("payer-has-payer");
    const codes = async (body: object) =>
      codeOf((await api.post("/v1/customers", { id: "new", name: "New", ...body })).json);
    expect(await codes({ payer: "nobody" })).toBe("unknown-payer");
    expect(await codes({ payer: "new" })).toBe("unknown-payer");
    const fields = await api.post("/v1/customers", {
      id: "new",
      name: "New",
      payer: "port",
      currency: "USD",
      timeZone: "UTC",
    });
    expect(fields.json).toMatchObject({
      errors: [
        { code: "payer-decides", path: "/currency" },
        { code: "payer-decides", path: "/timeZone" },
      ],
    });
    const paid = await api.post("/v1/payments", {
      id: "p-1",
      customer: "ash",
      amount: "10 USD",
      method: "cash",
    });
    expect(paid.json).toMatchObject({
      errors: [{ code: "payer-decides", suggestion: 'name "mill" as the customer' }],
    });
  });
});
