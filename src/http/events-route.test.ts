import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import type { IngestAnswer } from "../services/ingest.ts";
import { bodyBytesMax } from "./bodies.ts";
import { event, key, serverWith as openServer, post } from "./events-route.fixture.ts";
import type { Ingest } from "./routes/events.ts";

const open: Awaited<ReturnType<typeof openServer>>[] = [];
const serverWith = async (ingest?: Ingest) => {
  const server = await openServer(ingest);
  open.push(server);
  return server;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ app }) => app.close()));
});

describe("POST /v1/events", () => {
  it("takes one event, and answers a retry as a duplicate", async () => {
    const { app, stored } = await serverWith();
    expect(await post(app, JSON.stringify(event))).toMatchObject({
      status: 200,
      body: { id: "e1", status: "accepted" },
    });
    expect((await post(app, JSON.stringify(event))).body.status).toBe("duplicate");
    expect(stored).toEqual(["e1"]);
  });

  it("answers 409 for the same id with other content, and keeps the first", async () => {
    const { app } = await serverWith();
    await post(app, JSON.stringify(event));
    const other = await post(app, JSON.stringify({ ...event, data: { operations: 1 } }));
    expect(other).toMatchObject({ status: 409, body: { code: "event-conflict" } });
    expect(other.headers["content-type"]).toContain("application/problem+json");
  });

  it("answers a batch item by item, good and bad together", async () => {
    const { app, stored } = await serverWith();
    const batch = [
      event,
      { ...event, id: "e2", customer: "nobody" },
      { ...event, id: "e3", type: "sneeze" },
      { ...event, id: "e4", time: "2026-01-05T10:00:00" },
      { ...event, id: "e5", time: "2026-01-31T00:06:00Z" },
      { ...event, id: "e6", colour: "red" },
      event,
    ];
    const { status, body } = await post(app, JSON.stringify(batch));
    expect(status).toBe(200);
    expect(body).toMatchObject({ accepted: 3, duplicate: 1, conflict: 0, rejected: 3 });
    expect(
      body.items.map((item: { status: string; unbilled?: string }) => [item.status, item.unbilled]),
    ).toEqual([
      ["accepted", undefined],
      ["accepted", "unknown-customer"],
      ["accepted", "unknown-meter"],
      ["rejected", undefined],
      ["rejected", undefined],
      ["rejected", undefined],
      ["duplicate", undefined],
    ]);
    const codes = body.items.map((item: { errors?: { code: string }[] }) => item.errors?.[0]?.code);
    expect(codes.slice(3, 6)).toEqual(["invalid-time", "event-in-future", "unknown-field"]);
    expect(stored).toEqual(["e1", "e2", "e3"]);
  });

  it("names the field, the rule and the value of a refused event, all at once", async () => {
    const { app, stored } = await serverWith();
    const bad = {
      id: "",
      type: 7,
      customer: "c-1",
      time: "yesterday",
      data: { operations: "1e400x" },
    };
    const { status, body } = await post(app, JSON.stringify(bad));
    expect(status).toBe(422);
    const paths = body.errors.map(({ path }: { path: string }) => path);
    expect(paths).toEqual(["/id", "/type", "/time"]);
    expect(stored).toEqual([]);
  });

  it("refuses numbers that JSON would change silently", async () => {
    const { app } = await serverWith();
    for (const number of ["1e400", "0.1000000000000000055", "12345678901234567890"]) {
      const text = JSON.stringify(event).replace("1200", number);
      expect((await post(app, text)).status, number).toBe(422);
    }
    expect((await post(app, JSON.stringify(event).replace("1200", "NaN"))).status).toBe(400);
  });

  it("refuses an empty and an oversize batch", async () => {
    const { app } = await serverWith();
    expect((await post(app, "[]")).status).toBe(422);
    const large = JSON.stringify(Array.from({ length: 10_001 }, () => ({})));
    expect(await post(app, large)).toMatchObject({
      status: 413,
      body: { code: "batch-too-large" },
    });
  });

  it("refuses bodies that are damaged, too large, or of an unknown type", async () => {
    const { app, stored } = await serverWith();
    const bytes = Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]);
    expect(await post(app, bytes)).toMatchObject({ status: 400, body: { code: "malformed-body" } });
    expect((await post(app, '{"id":')).status).toBe(400);
    const large = Buffer.alloc(bodyBytesMax + 1, 0x20);
    expect(await post(app, large)).toMatchObject({ status: 413, body: { code: "body-too-large" } });
    expect(await post(app, "<x/>", { "content-type": "application/xml" })).toMatchObject({
      status: 415,
      body: { code: "unsupported-media-type" },
    });
    expect(stored).toEqual([]);
  });

  it("unpacks gzip and Brotli, and stops a bomb at the limit (F62)", async () => {
    const { app, stored } = await serverWith();
    const text = JSON.stringify(event);
    expect((await post(app, gzipSync(text), { "content-encoding": "gzip" })).status).toBe(200);
    const packed = brotliCompressSync(JSON.stringify({ ...event, id: "e2" }));
    expect((await post(app, packed, { "content-encoding": "br" })).status).toBe(200);
    const bomb = gzipSync(Buffer.alloc(64 * 1_048_576, 0x20));
    expect(await post(app, bomb, { "content-encoding": "gzip" })).toMatchObject({
      status: 413,
      body: { code: "inflated-too-large" },
    });
    const cut = gzipSync(text).subarray(0, 40);
    expect((await post(app, cut, { "content-encoding": "gzip" })).status).toBe(400);
    expect(await post(app, text, { "content-encoding": "zstd" })).toMatchObject({
      status: 415,
      body: { code: "unsupported-encoding" },
    });
    expect(stored).toEqual(["e1", "e2"]);
  });

  it("takes a stream of lines and answers each, also past a line that is cut short", async () => {
    const { app, stored } = await serverWith();
    const lines = [
      JSON.stringify(event),
      "",
      '{"id":"half',
      JSON.stringify({ ...event, id: "e2" }),
      JSON.stringify({ ...event, id: "e3" }).slice(0, 30),
    ].join("\n");
    const { status, body } = await post(app, lines, { "content-type": "application/x-ndjson" });
    expect(status).toBe(200);
    expect(body.map((item: { line: number; status: string }) => [item.line, item.status])).toEqual([
      [1, "accepted"],
      [3, "rejected"],
      [4, "accepted"],
      [5, "rejected"],
    ]);
    expect(stored).toEqual(["e1", "e2"]);
  });

  it("says when to come back when it is overloaded, and takes nothing", async () => {
    const { app } = await serverWith(async (): Promise<IngestAnswer> => "overloaded");
    expect(await post(app, JSON.stringify(event))).toMatchObject({
      status: 429,
      body: { code: "overloaded" },
      headers: { "retry-after": "1" },
    });
  });

  it("gives one answer to every credential that is not valid, and lets a session only read", async () => {
    const { app } = await serverWith();
    const text = JSON.stringify(event);
    for (const authorization of ["", "Bearer bad", "Basic Zm9v", `Bearer ${"x".repeat(300)}`])
      expect(await post(app, text, { authorization })).toMatchObject({
        status: 401,
        body: { code: "unauthenticated" },
      });
    const { authorization: _, ...session } = { ...key, cookie: "florin_session=session" };
    const answer = await app.inject({
      method: "POST",
      url: "/v1/events",
      payload: text,
      headers: { "content-type": "application/json", ...session },
    });
    expect([answer.statusCode, answer.json().code]).toEqual([403, "forbidden"]);
  });

  it("names the methods of a route, and routes that do not exist", async () => {
    const { app } = await serverWith();
    const wrong = await app.inject({ method: "DELETE", url: "/v1/events", headers: key });
    expect([wrong.statusCode, wrong.headers.allow]).toEqual([405, "POST"]);
    const nowhere = await app.inject({ method: "GET", url: "/v1/nowhere", headers: key });
    expect([nowhere.statusCode, nowhere.json().code]).toEqual([404, "no-such-route"]);
  });
});
