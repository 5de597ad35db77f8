import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acme } from "../../src/account/account.fixture.ts";
import { invalid, malformed, type Refused, refusing } from "./refusing.ts";
import { type RunningFlorin, runFlorin } from "./running-florin.ts";

let server: RunningFlorin;
const refuses = refusing(() => server);

const event = {
  id: "e-1",
  type: "inference",
  customer: "c-1",
  time: "2026-01-05T10:00:00Z",
  data: { operations: 12 },
};

/** The refusal of a request for one of its headers. */
const header = (status: number, code: Refused["code"], name: string): Refused => ({
  status,
  code,
  errors: [`${code} /headers/${name}`],
});

beforeAll(async () => {
  server = await runFlorin("2026-01-31T00:00:00Z");
  const told: readonly (readonly [string, unknown])[] = [
    ["/v1/models", acme],
    ["/v1/customers", { id: "c-1", name: "Alder" }],
    ["/v1/customers", { id: "c-2", name: "Birch", currency: "USD" }],
    ["/v1/subscriptions", { id: "s-1", customer: "c-1", plan: "hybrid", start: "2026-01-01" }],
  ];
  for (const [path, body] of told)
    expect((await server.api.post(path, body)).status).toBeLessThan(300);
});
afterAll(() => server?.stop());

describe("a body", () => {
  const routes = ["/v1/events", "/v1/customers", "/v1/models", "/v1/clock"];
  it.each(routes)("of %s that cannot be read is refused", async (path) => {
    const bodies: readonly (string | Buffer)[] = [
      "",
      "{",
      '{"id":"e-1"',
      "NaN",
      '{"a":NaN}',
      '{"a":Infinity}',
      "{'a':1}",
      '{"a":1}}',
      '{"a":01}',
      '{"a":"\u0001"}',
      Buffer.from([0x22, 0xff, 0x22]),
      Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]),
      Buffer.from('{"a":1}', "utf16le"),
    ];
    for (const body of bodies) await refuses("POST", path, { body }, malformed);
  });

  it.each(["/v1/customers", "/v1/subscriptions", "/v1/events"])(
    "of %s with a key twice or a forbidden key is refused and changes no prototype",
    async (path) => {
      const twice = { status: 400, code: "duplicate-key", errors: ["duplicate-key /id"] } as const;
      await refuses("POST", path, { body: '{"id":"a","id":"b"}' }, twice);
      await refuses("POST", path, { body: '{"id" : "a", "\\u0069d":"b"}' }, twice);
      for (const key of ["__proto__", "constructor", "prototype"]) {
        const body = `{"id":"a","id":"b","${key}":{"polluted":true}}`.replace('"id":"b",', "");
        const answer = await server.api.post(path, body);
        expect([400, 422]).toContain(answer.status);
        expect(answer.text).toContain("forbidden-key");
        const deep = JSON.stringify({ ...event, data: {} }).replace("{}", `{"${key}":1}`);
        expect((await server.api.post("/v1/events", deep)).text).toContain("forbidden-key");
      }
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    },
  );

  it("that is nested too deep or has too many keys is refused", async () => {
    const deep = `${'{"a":'.repeat(40)}1${"}".repeat(40)}`;
    const tooComplex = { status: 400, code: "too-complex" } as const;
    await refuses("POST", "/v1/customers", { body: deep }, tooComplex);
    const wide = JSON.stringify(
      Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [`k${i}`, i])),
    );
    await refuses("POST", "/v1/models", { body: wide }, tooComplex);
    const hollow = `${"[".repeat(1_000_000)}${"]".repeat(1_000_000)}`;
    await refuses("POST", "/v1/customers", { body: hollow }, tooComplex);
    const nested = await server.api.post("/v1/events", hollow);
    expect(nested.json).toMatchObject({ rejected: 1, accepted: 0 });
  });

  it("over the limit is refused, stated or not, packed or not", async () => {
    const large = Buffer.alloc(4 * 1_048_576 + 1, 0x20);
    await refuses("POST", "/v1/events", { body: large }, { status: 413, code: "body-too-large" });
    await refuses("POST", "/v1/models", { body: large }, { status: 413, code: "body-too-large" });
    const inflated = { status: 413, code: "inflated-too-large" } as const;
    const bomb = Buffer.alloc(64 * 1_048_576, 0x20);
    for (const [encoding, body] of [
      ["gzip", gzipSync(bomb)],
      ["deflate", deflateSync(bomb)],
      ["br", brotliCompressSync(bomb)],
    ] as const) {
      expect(body.length).toBeLessThan(300_000);
      const headers = { "content-encoding": encoding };
      await refuses("POST", "/v1/events", { body, headers }, inflated);
      await refuses("POST", "/v1/customers", { body, headers }, inflated);
    }
  });

  it("that is packed badly is refused", async () => {
    const gzip = { "content-encoding": "gzip" };
    const packed = gzipSync(
      JSON.stringify({ ...event, data: { operations: 1, note: "x".repeat(200) } }),
    );
    await refuses("POST", "/v1/events", { body: packed.subarray(0, 50), headers: gzip }, malformed);
    await refuses("POST", "/v1/events", { body: JSON.stringify(event), headers: gzip }, malformed);
    const encoding = header(415, "unsupported-encoding", "content-encoding");
    for (const name of ["zstd", "gzip, gzip", "compress", "x"])
      await refuses(
        "POST",
        "/v1/events",
        { body: packed, headers: { "content-encoding": name } },
        encoding,
      );
  });

  it("of another type or charset is refused, and an answer that is not accepted", async () => {
    const other = header(415, "unsupported-media-type", "content-type");
    for (const type of [
      "text/plain",
      "application/xml",
      "application/json; charset=latin1",
      "multipart/form-data",
      "x",
    ])
      await refuses("POST", "/v1/events", { body: "{}", headers: { "content-type": type } }, other);
    await refuses(
      "POST",
      "/v1/customers",
      { body: "{}", headers: { "content-type": "application/x-ndjson" } },
      other,
    );
    const named = await server.api.post("/v1/customers", "{}", { "content-type": "text/csv" });
    expect(named.json).toMatchObject({
      detail: "this content type is not taken here",
      errors: [
        {
          value: "text/csv",
          suggestion:
            "send application/json, application/cloudevents+json, application/cloudevents-batch+json",
        },
      ],
    });
    const unacceptable = header(406, "not-acceptable", "accept");
    await refuses(
      "GET",
      "/v1/summary",
      { headers: { accept: "text/csv, application/json;q=0" } },
      unacceptable,
    );
    for (const accept of ["application/json", "*/*", "text/html, application/*;q=0.1"])
      expect((await server.api.ask("GET", "/v1/summary", { headers: { accept } })).status).toBe(
        200,
      );
  });
});

const customer = { id: "c-9", name: "Fern" };
const subscription = { id: "s-9", customer: "c-2", plan: "hybrid", start: "2026-01-01" };
const licence = { id: "l-9", customer: "c-2", licence: "standard", start: "2026-01-01" };
const sale = { id: "w-9", customer: "c-2", offer: "tuning", date: "2026-01-01" };

describe("a fact", () => {
  it.each([
    ["/v1/customers", { ...customer, colour: "red" }, ["unknown-field /colour"]],
    ["/v1/customers", { ...customer, tenant: "zeta" }, ["unknown-field /tenant"]],
    ["/v1/customers", {}, ["missing-field /id", "missing-field /name"]],
    ["/v1/customers", [customer], ["wrong-type "]],
    ["/v1/customers", "null", ["wrong-type "]],
    ["/v1/customers", { ...customer, id: null }, ["wrong-type /id"]],
    ["/v1/customers", { ...customer, id: "a\u0000" }, ["invalid-id /id"]],
    ["/v1/customers", { ...customer, id: "a\u202eb" }, ["invalid-id /id"]],
    ["/v1/customers", { ...customer, id: "x".repeat(256) }, ["invalid-id /id"]],
    ["/v1/customers", { ...customer, name: 7 }, ["wrong-type /name"]],
    ["/v1/customers", { ...customer, name: "" }, ["text-length /name"]],
    ["/v1/customers", { ...customer, name: "x".repeat(4_001) }, ["text-length /name"]],
    ["/v1/customers", { ...customer, name: "a\u0000b" }, ["invalid-text /name"]],
    ["/v1/customers", { ...customer, segment: "\ud800" }, ["invalid-text /segment"]],
    ["/v1/customers", { ...customer, name: "4111 1111 1111 1111" }, ["card-data-refused /name"]],
    ["/v1/customers", { ...customer, id: "4111111111111111" }, ["card-data-refused /id"]],
    [
      "/v1/customers",
      { ...customer, id: "a\u0000", name: "\u0000", note: "4111111111111111" },
      ["invalid-id /id", "invalid-text /name", "card-data-refused /note"],
    ],
    ["/v1/models", { ...acme, version: "2", name: "a\u0000b" }, ["invalid-text /name"]],
    ["/v1/models", { ...acme, version: "2", name: "\udc00" }, ["invalid-text /name"]],
    ["/v1/models", { ...acme, version: "2", currency: "USB" }, ["unknown-currency /currency"]],
    ["/v1/customers", { ...customer, currency: "XXL" }, ["unknown-currency /currency"]],
    ["/v1/customers", { ...customer, currency: "EUR" }, ["currency-mismatch /currency"]],
    ["/v1/customers", { ...customer, timeZone: "Mars/Base" }, ["unknown-time-zone /timeZone"]],
    [
      "/v1/customers",
      { ...customer, recordedAt: "2020-01-01T00:00:00Z" },
      ["unknown-field /recordedAt"],
    ],
    ["/v1/customers", { ...customer, fact: "sale" }, ["wrong-route /fact"]],
    ["/v1/subscriptions", { ...subscription, customer: "c-404" }, ["unknown-customer /customer"]],
    ["/v1/subscriptions", { ...subscription, plan: "hybird" }, ["unknown-plan /plan"]],
    ["/v1/subscriptions", { ...subscription, plan: "draft" }, ["plan-not-priced /plan"]],
    ["/v1/subscriptions", { ...subscription, start: "2026-02-30" }, ["invalid-date /start"]],
    [
      "/v1/subscriptions",
      { ...subscription, start: "2026-01-01T00:00:00Z" },
      ["invalid-date /start"],
    ],
    ["/v1/subscriptions", { ...subscription, end: "2026-01-01" }, ["end-before-start /end"]],
    ["/v1/subscriptions", { ...subscription, quantity: -1 }, ["quantity-out-of-range /quantity"]],
    ["/v1/subscriptions", { ...subscription, quantity: "1e400" }, ["not-a-number /quantity"]],
    [
      "/v1/subscriptions",
      { ...subscription, quantity: "9".repeat(39) },
      ["too-many-digits /quantity"],
    ],
    ["/v1/subscriptions", { ...subscription, start: "9999-12-31" }, ["invalid-date /start"]],
    [
      "/v1/subscriptions",
      { ...subscription, customer: "c-1", note: null, plan: null },
      ["wrong-type /plan", "unknown-field /note"],
    ],
    [
      "/v1/subscriptions",
      { ...subscription, plan: "reserved" },
      ["needs-reserved-quantity /quantities/nodes"],
    ],
    ["/v1/subscriptions", { ...subscription, plan: "team" }, ["cadence-needed /cadence"]],
    [
      "/v1/subscriptions",
      { ...subscription, plan: "team", cadence: "weekly" },
      ["cadence-not-offered /cadence"],
    ],
    [
      "/v1/subscriptions",
      { ...subscription, plan: "enterprise", agreed: { base: "9998.99 USD" } },
      ["below-floor /agreed/base"],
    ],
    [
      "/v1/subscriptions",
      { ...subscription, plan: "enterprise", agreed: { base: "99999 EUR" } },
      ["currency-mismatch /agreed/base"],
    ],
    [
      "/v1/subscriptions",
      { ...subscription, plan: "enterprise", agreed: { base: "-1 USD" } },
      ["negative-amount /agreed/base"],
    ],
    [
      "/v1/subscriptions",
      { ...subscription, plan: "enterprise", agreed: { base: "99999.005 USD" } },
      ["wrong-minor-unit /agreed/base"],
    ],
    [
      "/v1/subscriptions",
      { ...subscription, discounts: ["none"] },
      ["unknown-discount /discounts/0"],
    ],
    ["/v1/licences", { ...licence, licence: "gold" }, ["unknown-licence /licence"]],
    ["/v1/licences", { ...licence, quantity: -1 }, ["quantity-out-of-range /quantity"]],
    ["/v1/sales", { ...sale, offer: "dancing" }, ["unknown-offer /offer"]],
    ["/v1/sales", { ...sale, delivery: "by-post" }, ["unknown-delivery /delivery"]],
    ["/v1/sales", { ...sale, quantity: -3 }, ["quantity-out-of-range /quantity"]],
    ["/v1/clock", {}, ["missing-field /now"]],
    ["/v1/clock", { now: "tomorrow" }, ["invalid-time /now"]],
    ["/v1/clock", { now: "2026-02-01T00:00:00" }, ["invalid-time /now"]],
    ["/v1/clock", { now: "2026-02-01T00:00:00Z", fast: true }, ["unknown-field /fast"]],
  ])("posted to %s as %j is refused by field and rule", async (path, body, errors) => {
    await refuses("POST", path, { body }, invalid(...errors));
  });

  it.each(["1e400", "-1e400", "-0", "9007199254740993", "0.1000000000000000055"])(
    "with the number %s, which JSON would change, is refused",
    async (number) => {
      const body = JSON.stringify({ ...subscription, quantity: "@" }).replace('"@"', number);
      await refuses("POST", "/v1/subscriptions", { body }, invalid("imprecise-number /quantity"));
    },
  );
});
