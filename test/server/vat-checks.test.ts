import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { german } from "../../src/account/taxed.fixture.ts";
import { ok, type Result, refuse } from "../../src/fault/fault.ts";
import type { Model } from "../../src/model/model.ts";
import type { VatCheck } from "../../src/tax/vat-check.ts";
import { type RunningFlorin, runFlorin } from "./running-florin.ts";

/** A register that answers what the test says, and who asked it about what. */
const asked: string[] = [];
let answer: (number: string) => Result<VatCheck>;
const valid =
  (isValid: boolean) =>
  (number: string): Result<VatCheck> => {
    const checkedAt = `2026-01-10T09:${String(asked.length).padStart(2, "0")}:00Z`;
    return ok({ number, valid: isValid, checkedAt, consultation: `WAPI-${asked.length}` });
  };
const down = (): Result<VatCheck> =>
  refuse({ code: "vat-check-unavailable", path: "", message: "VIES did not answer" });

const checking: Model = { ...german, taxes: { ...germanTaxes(), checkVatNumbers: "vies" } };

function germanTaxes(): NonNullable<Model["taxes"]> {
  if (german.taxes === undefined) throw new Error("the model has taxes");
  return german.taxes as NonNullable<Model["taxes"]>;
}

let server: RunningFlorin;

beforeAll(async () => {
  server = await runFlorin("2026-01-10T09:00:00Z", {
    vatRegister: (requester) => ({
      check: async (number) => {
        asked.push(`${requester?.text} ${number.text}`);
        return answer(number.text);
      },
    }),
  });
  await server.api.post("/v1/models", checking);
}, 60_000);

afterAll(() => server.stop());

beforeEach(async () => {
  answer = valid(true);
  await askDue();
  asked.length = 0;
});

const post = (path: string, body: unknown) => server.api.post(path, body);
/** Asks what is due; the server does so too, every second. */
const askDue = () => server.florin.services.vatChecks.askDue();
const business = (id: string) => ({ id, name: id, country: "FR", vatNumber: "FR40303265045" });

describe("a customer's VAT number", () => {
  it("is asked about once it is recorded, with the seller's own number", async () => {
    await post("/v1/customers", business("a"));
    await askDue();
    await askDue();
    expect(asked).toEqual(["DE136695976 FR40303265045"]);
  });

  it("is asked about again when it is another one, and not for another name", async () => {
    const amend = (body: object) => server.api.ask("PUT", "/v1/customers/a", { body });
    const { id: _, ...told } = business("a");
    await amend({ ...told, name: "A SAS" });
    await askDue();
    expect(asked).toEqual([]);
    await amend({ ...told, vatNumber: "DE811569869", country: "DE" });
    await askDue();
    await amend({ name: "A", country: "CH", vatNumber: "CHE107787577" });
    await askDue();
    expect(asked).toEqual(["DE136695976 DE811569869"]);
  });

  it("does not keep its customer from being recorded while the register is down", async () => {
    answer = down;
    expect((await post("/v1/customers", business("b"))).status).toBe(201);
    await askDue();
    await askDue();
    expect(asked).toHaveLength(1);
    answer = valid(true);
    await server.moveTo("2026-01-10T09:01:00Z");
    await askDue();
    await askDue();
    expect(asked).toHaveLength(2);
  });

  it("decides how its holder is taxed, from then on", async () => {
    answer = down;
    await post("/v1/customers", business("c"));
    await post("/v1/subscriptions", {
      id: "s-c",
      customer: "c",
      plan: "pro",
      cadence: "monthly",
      start: "2026-01-10",
    });
    answer = valid(false);
    await server.moveTo("2026-01-10T12:00:00Z");
    await askDue();
    await server.moveTo("2026-02-11T12:00:00Z");
    const taxes = async (id: string) =>
      ((await server.api.get(`/v1/invoices/${id}`)).json as { taxes: { category: string }[] })
        .taxes;
    expect(await taxes("c:1")).toMatchObject([{ category: "AE" }]);
    expect(await taxes("c:2")).toMatchObject([{ category: "S", jurisdiction: "FR" }]);
  });
});

describe("POST /v1/customers/{id}/vat-checks", () => {
  const check = (id: string, key?: string) =>
    server.api.ask("POST", `/v1/customers/${id}/vat-checks`, {
      ...(key === undefined ? {} : { headers: { "idempotency-key": key } }),
    });

  it("asks at once and records the answer", async () => {
    await post("/v1/customers", business("d"));
    const { status, json } = await check("d", "key-1");
    expect(status).toBe(201);
    expect(json).toMatchObject({
      customer: "d",
      number: "FR40303265045",
      valid: true,
    });
    await askDue();
    const before = asked.length;
    expect((await check("d", "key-1")).json).toEqual(json);
    expect(asked).toHaveLength(before);
  });

  it("refuses what cannot be asked, and says when the register is down", async () => {
    expect((await check("nobody")).status).toBe(404);
    await post("/v1/customers", { id: "e", name: "E", country: "DE" });
    expect((await check("e")).json).toMatchObject({ errors: [{ code: "no-vat-number" }] });
    answer = down;
    const refused = await check("d");
    expect([refused.status, (refused.json as { code: string }).code]).toEqual([
      503,
      "vat-check-unavailable",
    ]);
  });
});
