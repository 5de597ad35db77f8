import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { american } from "../../src/account/taxed.fixture.ts";
import { ok, refuse } from "../../src/fault/fault.ts";
import type { Model } from "../../src/model/model.ts";
import type { TaxProvider, TaxQuoteRequest } from "../../src/tax/tax-provider.ts";
import { type RunningFlorin, runFlorin } from "./running-florin.ts";

const model: Model = {
  ...american,
  taxes: { home: "US", homeRegion: "NY", provider: "external", rules: [] },
};

/** An engine that answers 8%, unless it is down, and who asked it about what. */
const asked: TaxQuoteRequest[] = [];
let isDown = false;
const engine: TaxProvider = {
  name: "engine",
  quote: async (question) => {
    asked.push(question);
    if (isDown) return refuse({ code: "tax-provider-unavailable", path: "", message: "down" });
    const tax = { category: "S", rate: "8", jurisdiction: "US-NY", name: "Sales tax" } as const;
    return ok(question.lines.map(() => ({ tax, basis: "provider" as const })));
  },
};

let server: RunningFlorin;

beforeAll(async () => {
  server = await runFlorin("2026-01-10T05:00:00Z", { taxProvider: engine });
  await server.api.post("/v1/models", model);
}, 60_000);

afterAll(() => server.stop());

beforeEach(() => {
  isDown = false;
  asked.length = 0;
});

/** Asks what is due; the server does so too, every second. */
const askDue = () => server.florin.services.taxDecisions.askDue();

async function buy(id: string, start: string): Promise<void> {
  await server.api.post("/v1/customers", { id, name: id, country: "US" });
  const sold = { id: `s-${id}`, customer: id, plan: "pro", cadence: "monthly", start };
  expect((await server.api.post("/v1/subscriptions", sold)).status).toBe(201);
}

const invoice = async (id: string) =>
  (await server.api.get(`/v1/invoices/${id}`)).json as {
    readonly issuedAt: string;
    readonly taxes: readonly { readonly rate: string }[];
  };

describe("a model that leaves tax to an engine", () => {
  it("has it asked within the hour before an invoice, which is then issued on time", async () => {
    await buy("a", "2026-01-11");
    await askDue();
    expect(asked).toEqual([]);
    await server.moveTo("2026-01-11T04:30:00Z");
    await askDue();
    await server.moveTo("2026-01-11T06:00:00Z");
    expect(asked[0]).toMatchObject({
      invoice: "a:1",
      day: "2026-01-11",
      currency: "USD",
      buyer: { country: "US" },
      lines: [{ category: "standard" }],
    });
    expect(await invoice("a:1")).toMatchObject({
      issuedAt: "2026-01-11T05:00:00Z",
      taxes: [{ rate: "8" }],
    });
  });

  it("has invoices wait while the engine is down, and goes on by itself", async () => {
    isDown = true;
    await buy("b", "2026-01-12");
    await server.moveTo("2026-01-12T05:30:00Z");
    await askDue();
    expect((await server.api.get("/v1/customers/b")).json).toMatchObject({
      parked: { reason: expect.stringContaining("tax-undecided") },
    });
    isDown = false;
    await server.moveTo("2026-01-12T05:32:00Z");
    await askDue();
    await server.moveTo("2026-01-12T05:33:00Z");
    expect(await invoice("b:1")).toMatchObject({ taxes: [{ rate: "8" }] });
  });

  it("takes decisions that somebody tells, and asks no more", async () => {
    const told = {
      id: "t-c",
      customer: "c",
      category: "standard",
      from: "2026-01-01",
      tax: { category: "E", rate: "0", jurisdiction: "US-NY", name: "Sales tax" },
      reason: "Resale certificate 12",
    };
    await buy("c", "2026-01-14");
    expect((await server.api.post("/v1/tax-decisions", told)).status).toBe(201);
    await server.moveTo("2026-01-14T05:30:00Z");
    await askDue();
    expect(asked.filter(({ invoice: id }) => id === "c:1")).toEqual([]);
    expect(await invoice("c:1")).toMatchObject({
      taxes: [{ category: "E", reason: "Resale certificate 12" }],
    });
    const wrong = { ...told, id: "t-d", tax: { ...told.tax, rate: "5" } };
    expect((await server.api.post("/v1/tax-decisions", wrong)).json).toMatchObject({
      errors: [{ code: "rate-without-tax", path: "/tax/rate" }],
    });
  });

  it("goes on with the others where an account's state does not say what is due", async () => {
    await buy("e", "2026-01-16");
    await buy("f", "2026-01-16");
    await server.florin.store.withTenant("default", (tx) =>
      tx.rows("update accounts set state = replace(state, $1, 'lost@9') where customer = 'e'", [
        `${model.id}@${model.version}`,
      ]),
    );
    await server.moveTo("2026-01-16T04:30:00Z");
    await askDue();
    expect(asked.map(({ invoice: id }) => id)).toEqual(["f:1"]);
  });
});
