import { OFREPApi } from "@openfeature/ofrep-core";
import { OFREPProvider } from "@openfeature/ofrep-provider";
import { type Client, ErrorCode, OpenFeature } from "@openfeature/server-sdk";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ClientServer } from "./client-server.ts";

/** What `@openfeature/server-sdk` may do through the OFREP provider: what a customer may use, as flags. */
export function openFeatureClient(running: () => ClientServer): void {
  let server: ClientServer;
  let flags: Client;
  const authorized = () => ({ authorization: `Bearer ${server.apiKey}` });
  beforeAll(async () => {
    server = running();
    const told: readonly (readonly [string, object])[] = [
      ["/v1/customers", { id: "of-1", name: "Olive" }],
      ["/v1/customers", { id: "of-2", name: "Oak" }],
      ["/v1/subscriptions", { id: "of-s1", customer: "of-1", plan: "hybrid", start: "2026-01-02" }],
    ];
    for (const [path, body] of told) expect((await server.api.post(path, body)).status).toBe(201);
    const provider = new OFREPProvider({ baseUrl: server.origin, headers: authorized() });
    await OpenFeature.setProviderAndWait("florin", provider);
    flags = OpenFeature.getClient("florin");
  });
  afterAll(() => OpenFeature.close());
  const olive = { targetingKey: "of-1" };

  it("resolves a flag, a limit and a level of the plan that a customer has", async () => {
    expect(await flags.getBooleanDetails("sso", false, olive)).toMatchObject({
      value: true,
      reason: "TARGETING_MATCH",
      variant: "on",
      flagMetadata: { kind: "flag", because: "granted" },
    });
    expect(await flags.getBooleanDetails("audit", true, olive)).toMatchObject({
      value: false,
      reason: "DISABLED",
      flagMetadata: { because: "not-granted" },
    });
    expect(await flags.getNumberValue("projects", 0, olive)).toBe(10);
    expect(await flags.getStringValue("support", "none", olive)).toBe("email");
  });

  it("gives nothing to a customer who bought nothing, and what is unlimited the largest number", async () => {
    const oak = { targetingKey: "of-2" };
    expect(await flags.getBooleanValue("sso", true, oak)).toBe(false);
    expect(await flags.getNumberValue("projects", 3, oak)).toBe(0);
    expect(await flags.getStringValue("support", "email", oak)).toBe("");
    const bought = { id: "of-s2", customer: "of-2", plan: "team", cadence: "monthly" };
    const { status } = await server.api.post("/v1/subscriptions", {
      ...bought,
      start: "2026-01-02",
    });
    expect(status).toBe(201);
    expect(await flags.getNumberDetails("projects", 3, oak)).toMatchObject({
      value: Number.MAX_SAFE_INTEGER,
      variant: "unlimited",
    });
  });

  it("says whether a meter may be used once more", async () => {
    const used = (id: string, operations: number) =>
      server.api.post("/v1/events", {
        id,
        type: "inference",
        customer: "of-1",
        time: "2026-01-20T10:00:00Z",
        data: { operations },
      });
    await used("of-e1", 4_999);
    expect(await flags.getBooleanDetails("meter:operations", false, olive)).toMatchObject({
      value: true,
      flagMetadata: { used: "4999", remaining: "1", limit: "5000", because: "within-quota" },
    });
    await used("of-e2", 1);
    expect(await flags.getBooleanDetails("meter:operations", true, olive)).toMatchObject({
      value: false,
      reason: "DISABLED",
      flagMetadata: { remaining: "0", because: "quota-exceeded" },
    });
  });

  it("fails with OpenFeature's own codes, and the caller's default", async () => {
    const missing = await flags.getBooleanDetails("sso", true, {});
    expect([missing.value, missing.errorCode]).toEqual([true, ErrorCode.TARGETING_KEY_MISSING]);
    const cases = [
      ["gold", { targetingKey: "of-1" }, ErrorCode.FLAG_NOT_FOUND],
      ["meter:gold", { targetingKey: "of-1" }, ErrorCode.FLAG_NOT_FOUND],
      ["sso", { targetingKey: "of-none" }, ErrorCode.INVALID_CONTEXT],
      ["projects", { targetingKey: "of-1" }, ErrorCode.TYPE_MISMATCH],
    ] as const;
    for (const [key, context, code] of cases) {
      const { value, errorCode } = await flags.getBooleanDetails(key, true, context);
      expect([key, value, errorCode]).toEqual([key, true, code]);
    }
  });

  it("answers all flags at once, and nothing where none has changed", async () => {
    const api = new OFREPApi(server.origin);
    const asked = { context: olive };
    const first = await api.postBulkEvaluateFlags(asked, { headers: authorized() });
    expect(first.httpStatus).toBe(200);
    expect(first.value).toMatchObject({
      flags: expect.arrayContaining([
        expect.objectContaining({ key: "sso", value: true }),
        expect.objectContaining({ key: "projects", value: 10 }),
        expect.objectContaining({ key: "meter:operations", value: false }),
      ]),
    });
    const etag = first.httpResponse?.headers.get("etag") ?? "";
    const known = { headers: { ...authorized(), "if-none-match": etag } };
    expect((await api.postBulkEvaluateFlags(asked, known)).httpStatus).toBe(304);
    const other = { context: { targetingKey: "of-2" } };
    expect((await api.postBulkEvaluateFlags(other, known)).httpStatus).toBe(200);
    await expect(api.postBulkEvaluateFlags(asked, {})).rejects.toThrow();
  });
}
