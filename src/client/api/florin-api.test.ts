import { expect, it } from "vitest";
import { ApiProblem } from "./api-problem.ts";
import { type FlorinApiOptions, florinApi } from "./florin-api.ts";

interface Sent {
  readonly url: string;
  readonly init: RequestInit & { readonly headers: Readonly<Record<string, string>> };
}

/** A client of answers that are given one after the other, what it sent, and how long it waited. */
function answered(answers: readonly (Response | Error)[], options: Partial<FlorinApiOptions> = {}) {
  const left = [...answers];
  const sent: Sent[] = [];
  const waits: number[] = [];
  const api = florinApi({
    url: "https://billing.example.com/",
    key: "k-1",
    fetch: async (url, init) => {
      sent.push({ url: String(url), init: init as Sent["init"] });
      const next = left.shift();
      if (next instanceof Response) return next;
      throw next ?? new Error("nothing was to be asked any more");
    },
    pause: async (ms) => {
      waits.push(ms);
    },
    ...options,
  });
  return { api, sent, waits };
}

const ok = (body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  Response.json(body, { headers });

const refused = (status: number, code: string, headers: Readonly<Record<string, string>> = {}) =>
  Response.json({ status, code, detail: code, title: code }, { status, headers });

it("puts the parts of a path and what narrows a list into the address, and leaves out what is not asked", async () => {
  const { api, sent } = answered([ok({}), ok({ items: [], next: null })]);
  await api.get("/v1/customers/{id}", { path: { id: "a/b ü" } });
  await api.get("/v1/invoices", { query: { q: "", month: undefined, limit: 20, customer: "c&1" } });
  expect(sent.map(({ url }) => url)).toEqual([
    "https://billing.example.com/v1/customers/a%2Fb%20%C3%BC",
    "https://billing.example.com/v1/invoices?limit=20&customer=c%261",
  ]);
  expect(sent[0]?.init).toMatchObject({
    method: "GET",
    credentials: "omit",
    headers: { accept: "application/json", authorization: "Bearer k-1" },
  });
});

it("shows a browser's session where there is no key", async () => {
  const { api, sent } = answered([ok({})], { key: undefined });
  await api.get("/v1/summary");
  expect(sent[0]?.init.credentials).toBe("same-origin");
  expect(sent[0]?.init.headers).not.toHaveProperty("authorization");
});

it("reads a list to its end, and no page that nobody wants", async () => {
  const page = (ids: readonly string[], next: string | null) =>
    ok({ items: ids.map((id) => ({ id })), next });
  const { api, sent } = answered([page(["1", "2"], "n&1"), page(["3"], null)]);
  const ids: string[] = [];
  for await (const { id } of api.each("/v1/customers", { query: { limit: 2 } })) ids.push(id);
  expect(ids).toEqual(["1", "2", "3"]);
  expect(sent[1]?.url).toMatch(/limit=2&cursor=n%261$/);

  const first = answered([page(["1"], "more")]);
  for await (const { items } of first.api.pages("/v1/customers")) {
    expect(items).toHaveLength(1);
    break;
  }
  expect(first.sent).toHaveLength(1);
});

it("sends a write again under one key, as long as the server asks", async () => {
  const busy = refused(503, "retry-later", { "retry-after": "3" });
  const { api, sent, waits } = answered([busy, new TypeError("fetch failed"), ok({ id: "c-1" })]);
  await api.post("/v1/customers", { body: { id: "c-1", name: "North" } });
  expect(waits).toEqual([3_000, 500]);
  const keys = sent.map(({ init }) => init.headers["idempotency-key"]);
  expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
  expect(new Set(keys).size).toBe(1);
  expect(sent[2]?.init.body).toBe('{"id":"c-1","name":"North"}');
});

it("keeps the caller's own key", async () => {
  const { api, sent } = answered([ok({})]);
  await api.post("/v1/customers", { body: { id: "c-1", name: "N" }, idempotencyKey: "mine" });
  expect(sent[0]?.init.headers["idempotency-key"]).toBe("mine");
});

it("gives up after its tries, or where the server asks for more patience than it has", async () => {
  const away = () => refused(503, "retry-later");
  const thrice = answered([away(), away(), away()]);
  await expect(thrice.api.get("/v1/summary")).rejects.toMatchObject({ code: "retry-later" });
  expect(thrice.waits).toEqual([250, 500]);

  const long = answered([refused(429, "rate-limited", { "retry-after": "60" })]);
  await expect(long.api.get("/v1/summary")).rejects.toMatchObject({ retryAfter: 60 });
  expect(long.waits).toEqual([]);
});

it("sends nothing twice that has no key, unless nobody heard it", async () => {
  const lost = answered([new TypeError("fetch failed")]);
  await expect(lost.api.post("/v1/members/{id}/suspend", { path: { id: "m-1" } })).rejects.toThrow(
    TypeError,
  );
  const unheard = answered([refused(429, "rate-limited", { "retry-after": "1" }), ok({})]);
  await unheard.api.post("/v1/members/{id}/suspend", { path: { id: "m-1" } });
  expect(unheard.waits).toEqual([1_000]);
});

it("stops waiting when its caller does", async () => {
  const { api, sent } = answered([new TypeError("fetch failed")], {
    pause: async (_, signal) => signal?.throwIfAborted(),
  });
  const stop = new AbortController();
  stop.abort(new Error("enough"));
  const asked = api.get("/v1/summary", { signal: stop.signal });
  await expect(asked).rejects.toThrow("fetch failed");
  expect(sent).toHaveLength(1);
});

it("throws the whole document of a refusal, and words for an answer that is none", async () => {
  const errors = [{ code: "unknown-plan", path: "/plan", message: "there is no such plan" }];
  const document = { status: 422, code: "invalid-request", detail: "wrong", title: "W", errors };
  const problem = Response.json(document, { status: 422 });
  const { api } = answered([problem, new Response("<h1>Bad gateway</h1>", { status: 500 })]);
  const first = await api.get("/v1/summary").catch((error: unknown) => error);
  expect(first).toBeInstanceOf(ApiProblem);
  expect(first).toMatchObject({ status: 422, code: "unknown-plan", problem: document });
  await expect(api.get("/v1/summary")).rejects.toMatchObject({
    problem: { status: 500, code: "no-problem-document", detail: "<h1>Bad gateway</h1>" },
  });
});

it("reads again only what has changed, and changes only what it has seen", async () => {
  const unchanged = new Response(null, { status: 304 });
  const { api, sent } = answered([ok({ a: 1 }, { etag: '"t1"' }), unchanged, ok({})]);
  const known = await api.getTagged("/v1/metric-settings");
  expect(known).toEqual({ answer: { a: 1 }, tag: '"t1"' });
  expect(await api.getTagged("/v1/metric-settings", { unlessTag: known?.tag })).toBeUndefined();
  await api.put("/v1/metric-settings", { body: { preset: "stripe" }, ifMatch: known?.tag });
  expect(sent[1]?.init.headers["if-none-match"]).toBe('"t1"');
  expect(sent[2]?.init.headers["if-match"]).toBe('"t1"');
});

it("reads files of the media type that is asked for", async () => {
  const { api, sent } = answered([new Response("a,b\n"), new Response("pdf")]);
  const csv = await api.file("/v1/ledger/export", { query: { format: "csv" }, accept: "text/csv" });
  expect(await csv.text()).toBe("a,b\n");
  const path = { id: "c-1:1", format: "pdf" } as const;
  await api.file("/v1/invoices/{id}/documents/{format}", { path });
  expect(sent.map(({ init }) => init.headers.accept)).toEqual(["text/csv", "*/*"]);
});

it("knows at compile time what there is to ask", () => {
  const { api } = answered([]);
  const never = (): unknown[] => [
    // @ts-expect-error There is no such route.
    api.get("/v1/custommers"),
    // @ts-expect-error The customer's id is missing.
    api.get("/v1/customers/{id}"),
    // @ts-expect-error The list is not narrowed by that.
    api.get("/v1/customers", { query: { colour: "red" } }),
    // @ts-expect-error A name is a text.
    api.post("/v1/customers", { body: { id: "c-1", name: 7 } }),
    // @ts-expect-error That is no list.
    api.each("/v1/summary"),
    // @ts-expect-error A customer has no such field.
    api.get("/v1/customers/{id}", { path: { id: "c" } }).then(({ colour }) => colour),
  ];
  expect(never).toBeTypeOf("function");
});
