import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acme } from "../../src/account/account.fixture.ts";
import { invalid, malformed, refusing } from "./refusing.ts";
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
    const encoding = { status: 415, code: "unsupported-encoding" } as const;
    for (const name of ["zstd", "gzip, gzip", "compress", "x"])
      await refuses(
        "POST",
        "/v1/events",
        { body: packed, headers: { "content-encoding": name } },
        encoding,
      );
  });

  it("of another type or charset is refused, and an answer that is not accepted", async () => {
    const other = { status: 415, code: "unsupported-media-type" } as const;
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
      malformed,
    );
    const unacceptable = { status: 406, code: "not-acceptable" } as const;
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

  it.each(["1e400", "9007199254740993", "0.1000000000000000055"])(
    "with the number %s, which JSON would change, is refused",
    async (number) => {
      const body = JSON.stringify({ ...subscription, quantity: "@" }).replace('"@"', number);
      await refuses("POST", "/v1/subscriptions", { body }, invalid("imprecise-number /quantity"));
    },
  );
});

describe("a URL", () => {
  const badUrl = { status: 400, code: "malformed-request" } as const;
  const badId = (name: string) => ({ ...badUrl, errors: [`invalid-id /path/${name}`] });
  it.each([
    ["/v1/customers/%zz", badUrl],
    ["/v1/customers/%ff", badUrl],
    ["/v1/customers/%c3%28", badUrl],
    [`/v1/customers/${"x".repeat(4_000)}`, badUrl],
    ["/v1/customers/a%00b", badId("id")],
    ["/v1/customers/a%0ab/draft", badId("id")],
    ["/v1/invoices/%00", badId("id")],
    ["/v1/models/acme/versions/%00", badId("version")],
  ])("%s is refused", async (path, refused) => {
    await refuses("GET", path, {}, refused);
  });

  it("that names nothing is not found, whatever tricks it plays", async () => {
    const nowhere = { status: 404, code: "no-such-route" } as const;
    for (const path of [
      "/v1/nothing",
      "/v1/customers/c-1/../../secrets",
      "/v1//customers",
      "/V1/customers",
      "/v1",
    ])
      await refuses("GET", path, {}, nowhere);
    const nothing = { status: 404, code: "not-found" } as const;
    for (const id of [
      "..%2f..%2fetc%2fpasswd",
      "c-1%20",
      "%E2%80%AEc-1",
      "x".repeat(300),
      "__proto__",
      "constructor",
    ])
      await refuses("GET", `/v1/customers/${id}`, {}, nothing);
    await refuses("GET", "/v2/customers", {}, { status: 400, code: "unknown-api-version" });
  });

  it("with another method is refused with those there are", async () => {
    const wrong = { status: 405, code: "method-not-allowed" } as const;
    for (const [method, path, allow] of [
      ["DELETE", "/v1/customers", "POST, GET"],
      ["PUT", "/v1/customers/c-1", "GET"],
      ["GET", "/v1/events", "POST"],
      ["PATCH", "/v1/invoices/c-1%3A1", "GET"],
      ["OPTIONS", "/v1/clock", "GET, POST"],
    ] as const)
      expect((await refuses(method, path, {}, wrong)).headers.allow).toBe(allow);
    expect((await server.api.ask("HEAD", "/v1/summary")).status).toBe(200);
  });

  it("with a query that the route does not read is refused, and a forged cursor", async () => {
    for (const path of [
      "/v1/summary",
      "/v1/plans",
      "/v1/models",
      "/v1/meters",
      "/v1/clock",
      "/v1/customers/c-1",
      "/v1/invoices/c-1%3A1",
    ])
      await refuses("GET", `${path}?colour=red`, {}, invalid("unknown-field /query/colour"));
    await refuses(
      "GET",
      "/v1/customers?limt=5&__proto__=1",
      {},
      invalid("unknown-field /query/limt", "unknown-field /query/__proto__"),
    );
    await refuses(
      "POST",
      "/v1/customers?dry=1",
      { body: customer },
      invalid("unknown-field /query/dry"),
    );
    await refuses("POST", "/v1/events?dry=1", { body: event }, invalid("unknown-field /query/dry"));
    await refuses("GET", "/v1/customers?q=a&q=b", {}, invalid("invalid-query /query/q"));
    await refuses("GET", "/v1/customers?q=%00", {}, invalid("invalid-query /query/q"));
    await refuses(
      "GET",
      `/v1/customers?q=${"x".repeat(256)}`,
      {},
      invalid("invalid-query /query/q"),
    );
    for (const limit of ["0", "-1", "501", "1.5", "many", "", "1e1", "0x10", "%20"])
      await refuses(
        "GET",
        `/v1/customers?limit=${limit}`,
        {},
        { status: 400, code: "invalid-limit" },
      );
    const forged = { status: 400, code: "invalid-cursor" } as const;
    const { next } = (await server.api.get("/v1/customers?limit=1")).json as { next: string };
    const mine = Buffer.from(next, "base64url").toString();
    const moved = Buffer.from(mine.replace("Alder", "Aaaaa")).toString("base64url");
    for (const cursor of ["x", "W10", moved, next.slice(1), `${next}%00`])
      if (!cursor.includes("%")) await refuses("GET", `/v1/customers?cursor=${cursor}`, {}, forged);
    await refuses("GET", `/v1/customers?q=A&cursor=${next}`, {}, forged);
    for (const list of ["/v1/invoices", "/v1/unbilled"])
      await refuses("GET", `${list}?cursor=${next}`, {}, forged);
  });

  it("that asks for usage must say for which and for when", async () => {
    const span = "from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z";
    const asks = (query: string, ...errors: string[]) =>
      refuses("GET", `/v1/usage?${query}`, {}, invalid(...errors));
    await asks("", "missing-field /query/from");
    await asks(span, "missing-field /query/meter");
    await asks(`meter=operatoins&${span}`, "unknown-meter /query/meter");
    await asks(`meter=operations&${span}&window=week`, "not-a-choice /query/window");
    await asks(
      "meter=operations&from=2026-01-01&to=2026-02-01T00:00:00Z",
      "invalid-time /query/from",
    );
    await asks(
      "meter=operations&from=2026-02-01T00:00:00Z&to=2026-02-01T00:00:00Z",
      "invalid-range /query/to",
    );
    await asks(
      "meter=operations&from=2000-01-01T00:00:00Z&to=2026-02-01T00:00:00Z",
      "invalid-range /query/to",
    );
    await asks(
      "meter=operations&from=2022-01-01T00:00:00Z&to=2026-02-01T00:00:00Z&window=hour",
      "too-many-windows /query/window",
    );
    await refuses("GET", "/v1/invoices?month=2026-13", {}, invalid("invalid-month /query/month"));
    await refuses("GET", "/v1/invoices?status=paid", {}, invalid("not-a-choice /query/status"));
    await refuses("GET", "/v1/revenue?by=customer", {}, invalid("not-a-choice /query/by"));
  });

  it("finds a customer by whatever id it has", async () => {
    const ids = ["a/b c?d#e%f", "..", "東京".repeat(127), "ü-Ω-\u{1f9fe}", "a'b\"c\\d;--", "%00"];
    for (const id of ids) {
      expect((await server.api.post("/v1/customers", { id, name: "Odd" })).status, id).toBe(201);
      const found = await server.api.get(`/v1/customers/${encodeURIComponent(id)}`);
      expect(found.json, id).toMatchObject({ id });
    }
  });
});
