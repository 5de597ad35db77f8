import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acme } from "../../src/account/account.fixture.ts";
import { invalid, refusing } from "./refusing.ts";
import { type RunningFlorin, runFlorin } from "./running-florin.ts";

let server: RunningFlorin;
const refuses = refusing(() => server);

beforeAll(async () => {
  server = await runFlorin("2026-01-31T00:00:00Z");
  const told: readonly (readonly [string, unknown])[] = [
    ["/v1/models", acme],
    ["/v1/customers", { id: "c-1", name: "Alder" }],
    ["/v1/customers", { id: "c-2", name: "Birch", currency: "USD" }],
  ];
  for (const [path, body] of told)
    expect((await server.api.post(path, body)).status).toBeLessThan(300);
});
afterAll(() => server?.stop());

describe("a URL", () => {
  const badUrl = { status: 400, code: "malformed-request" } as const;
  const badQuery = { ...badUrl, errors: ["malformed-request /query"] };
  const badId = (name: string) => ({ ...badUrl, errors: [`invalid-id /path/${name}`] });
  it.each([
    ["/v1/customers/%zz", badUrl],
    ["/v1/customers/%ff", badUrl],
    ["/v1/customers/%c3%28", badUrl],
    [`/v1/customers/${"x".repeat(4_000)}`, badUrl],
    ["/v1/customers/a%00b", badId("id")],
    ["/v1/customers/a%0ab/drafts", badId("id")],
    ["/v1/invoices/%00", badId("id")],
    ["/v1/models/acme/versions/%00", badId("version")],
    ["/v1/customers?q=%zz", badQuery],
    ["/v1/customers?q=%ff", badQuery],
    ["/v1/summary?%", badQuery],
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
      ["DELETE", "/v1/customers/c-1", "PUT, GET"],
      ["DELETE", "/v1/events", "POST, GET"],
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
      { body: { id: "c-9", name: "Fern" } },
      invalid("unknown-field /query/dry"),
    );
    await refuses(
      "POST",
      "/v1/events?dry=1",
      { body: { id: "e-1" } },
      invalid("unknown-field /query/dry"),
    );
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
    const forged = {
      status: 400,
      code: "invalid-cursor",
      errors: ["invalid-cursor /query/cursor"],
    } as const;
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
    const top = "/v1/usage/top?meter=operations&from=2000-01-01T00:00:00Z&to=2026-02-01T00:00:00Z";
    await refuses("GET", top, {}, invalid("invalid-range /query/to"));
    await refuses("GET", "/v1/invoices?month=2026-13", {}, invalid("invalid-month /query/month"));
    await refuses("GET", "/v1/invoices?status=draft", {}, invalid("unknown-field /query/status"));
    await refuses("GET", "/v1/customers?parked=yes", {}, invalid("not-a-choice /query/parked"));
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
