import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acme, acmeBooks, at } from "../../src/account/account.fixture.ts";
import { parseAccountFact } from "../../src/account/fact-shape.ts";
import { invoiceText } from "../../src/account/invoice.ts";
import { replayAccounts } from "../../src/account/replay.ts";
import { expectOk } from "../../src/fault/fault.ts";
import { asking, type Page } from "./asking.ts";
import { type Answer, type RunningFlorin, runFlorin } from "./running-florin.ts";

let server: RunningFlorin;
const { get, post } = asking(() => server.api);
const put = (path: string, body: object, headers: Record<string, string> = {}): Promise<Answer> =>
  server.api.ask("PUT", path, { body, headers });

beforeAll(async () => {
  server = await runFlorin("2026-01-01T00:00:00Z");
});
afterAll(() => server?.stop());

const address = { line1: "Markt 1", postalCode: "53111", city: "Bonn", country: "DE" };

describe("a customer that is put", () => {
  it("is on the invoices from then on, live as in a replay", async () => {
    const told: object[] = [];
    const tell = async (body: { readonly id: string }): Promise<void> => {
      const { id, ...rest } = body;
      const answer = await put(`/v1/customers/${id}`, rest);
      expect(answer.status).toBeLessThan(300);
      const { recordedAt } = answer.json as { recordedAt: string };
      const amends = answer.status === 200 ? { amends: true } : {};
      told.push({ fact: "customer", ...body, ...amends, recordedAt });
    };
    // Even before there is a model.
    await tell({ id: "c-1", name: "Acme", email: "a@acme.example" } as { id: string });
    await tell({ id: "c-1", name: "Acme Corp" } as { id: string });
    expect((await post("/v1/models", acme)).status).toBe(201);
    const bought = { id: "s-1", customer: "c-1", plan: "team", cadence: "monthly" };
    const subscribed = await post("/v1/subscriptions", { ...bought, start: "2026-01-10" });
    told.push({ fact: "subscription", ...subscribed.json });
    await server.moveTo("2026-02-20T00:00:00Z");
    await tell({ id: "c-1", name: "Acme Ltd", address, vatNumber: "DE136695976" } as {
      id: string;
    });
    await server.moveTo("2026-04-20T00:00:00Z");

    const accounts = replayAccounts(acmeBooks);
    for (const fact of told) accounts.add(expectOk(parseAccountFact(fact)));
    const { replay, refused } = accounts.open();
    expect(refused).toEqual([]);
    const expected = [...replay.invoicesUntil(at("2026-04-20T00:00:00Z"))];
    expect(expected.map(({ buyer }) => buyer?.address?.city)).toEqual([
      undefined,
      undefined,
      "Bonn",
      "Bonn",
    ]);
    for (const invoice of expected)
      expect((await server.api.get(`/v1/invoices/${invoice.id}`)).text).toBe(invoiceText(invoice));
    expect(await get("/v1/customers/c-1")).toMatchObject({
      name: "Acme Ltd",
      email: null,
      country: "DE",
      address,
      vatNumber: "DE136695976",
      createdAt: "2026-01-01T00:00:00Z",
    });
    expect((await get<Page<object>>("/v1/customers?q=acme%20ltd")).items).toHaveLength(1);
  });

  it("is added where it is new, and the same words again change nothing", async () => {
    const body = { name: "Globex", language: "de" };
    const first = await put("/v1/customers/c-2", body);
    expect([first.status, first.json]).toMatchObject([201, { id: "c-2", ...body }]);
    const again = await put("/v1/customers/c-2", { ...body, id: "c-2" });
    expect([again.status, again.text]).toEqual([200, first.text]);
    const key = { "idempotency-key": "put-1" };
    const changed = await put("/v1/customers/c-2", { name: "Globex AG" }, key);
    await put("/v1/customers/c-2", { name: "Globex SE" });
    expect((await put("/v1/customers/c-2", { name: "Globex AG" }, key)).text).toBe(changed.text);
    expect(await get("/v1/customers/c-2")).toMatchObject({ name: "Globex SE" });
    expect((await post("/v1/customers", { id: "c-2", name: "Globex" })).status).toBe(409);
  });

  it("by many at once is one after the other", async () => {
    const names = Array.from({ length: 8 }, (_, index) => `Race ${index}`);
    const answers = await Promise.all(names.map((name) => put("/v1/customers/c-3", { name })));
    expect(answers.map(({ status }) => status).sort()).toEqual([
      200, 200, 200, 200, 200, 200, 200, 201,
    ]);
    const times = answers.map(({ json }) => (json as { recordedAt: string }).recordedAt);
    expect(new Set(times).size).toBe(8);
  });

  it("is refused where it says what cannot be", async () => {
    const codes = async (id: string, body: object): Promise<string[]> => {
      const { json } = await put(`/v1/customers/${id}`, body);
      return (json as { errors: { code: string; path: string }[] }).errors.map(
        ({ code, path }) => `${code} ${path}`,
      );
    };
    expect(await codes("c-1", { id: "c-2", name: "A" })).toEqual(["other-id /id"]);
    expect(await codes("c-1", { fact: "sale", name: "A" })).toEqual(["wrong-route /fact"]);
    expect(await codes("c-1", { name: "A", amends: true })).toEqual(["unknown-field /amends"]);
    expect(await codes("c-1", { country: "DE" })).toEqual(["missing-field /name"]);
    expect(await codes("c-1", { name: "A", currency: "EUR" })).toEqual([
      "currency-mismatch /currency",
    ]);
    expect(await codes("c-1", { name: "A", timeZone: "Asia/Tokyo" })).toEqual([
      "time-zone-in-use /timeZone",
    ]);
    expect(await get("/v1/customers/c-1")).toMatchObject({ name: "Acme Ltd" });
  });
});

describe("a subscription that ends before it begins", () => {
  it("is listed as ended, and is on no plan", async () => {
    await put("/v1/customers/c-early", { name: "Early" });
    const bought = { id: "s-early", customer: "c-early", plan: "team", cadence: "monthly" };
    expect((await post("/v1/subscriptions", { ...bought, start: "2026-09-01" })).status).toBe(201);
    const standing = async () => {
      const { subscriptions } = await get<{
        subscriptions: readonly { id: string; standing: string }[];
      }>("/v1/customers/c-early");
      return subscriptions.map((one) => [one.id, one.standing]);
    };
    expect(await standing()).toEqual([["s-early", "scheduled"]]);
    const cancelled = { id: "x-early", customer: "c-early", subscription: "s-early" };
    const answer = await post("/v1/cancellations", { ...cancelled, when: "now" });
    expect(answer.status, answer.text).toBe(201);
    expect(await standing()).toEqual([["s-early", "ended"]]);
    expect(await get("/v1/subscriptions/s-early")).toMatchObject({ standing: "ended", phases: [] });
    await server.moveTo("2026-09-02T00:00:00Z");
    expect(await standing()).toEqual([["s-early", "ended"]]);
    const onPlan = await get<Page<{ id: string }>>("/v1/customers?plan=team&limit=500");
    expect(onPlan.items.map(({ id }) => id)).not.toContain("c-early");
  });
});
