import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acme } from "../../src/account/account.fixture.ts";
import { buildServer } from "../../src/http/server.ts";
import { createSessions } from "../../src/services/sessions.ts";
import { drained, type Exchange, exchange } from "./raw-exchange.ts";
import { client, type RunningFlorin, runFlorin, until } from "./running-florin.ts";
import { storedRows } from "./stored-rows.ts";

let server: RunningFlorin;
/** A second door to the same services, which waits for a request only half a second. */
let hurried: FastifyInstance;
let hurriedOrigin: string;

const event = { id: "e-1", type: "inference", customer: "c-1", time: "2026-01-05T10:00:00Z" };
const eventOf = (id: string): string => JSON.stringify({ ...event, id, data: { operations: 1 } });

beforeAll(async () => {
  // Its database is going to be killed.
  server = await runFlorin("2026-01-31T00:00:00Z", { databaseUrl: undefined });
  expect((await server.api.post("/v1/models", acme)).status).toBe(201);
  hurried = await buildServer({
    services: server.florin.services,
    sessions: createSessions(),
    logger: pino({ level: "silent" }),
    consoleFolder: "/nowhere",
    requestTimeoutMs: 500,
  });
  hurriedOrigin = await hurried.listen({ host: "127.0.0.1", port: 0 });
});
afterAll(async () => {
  await hurried?.close();
  await server?.stop();
});

const head = (line: string, ...headers: string[]): string =>
  [
    `${line} HTTP/1.1`,
    "host: localhost",
    `authorization: Bearer ${server.apiKey}`,
    ...headers,
    "",
    "",
  ].join("\r\n");
const postEvents = (...headers: string[]): string =>
  head("POST /v1/events", "content-type: application/json", ...headers);

const chunked = "transfer-encoding: chunked";

function expectProblem({ status, text, json }: Exchange, code: string, expected: number): void {
  expect(status, text).toBe(expected);
  expect(text).toMatch(/content-type: application\/problem\+json/i);
  expect(text).toMatch(/connection: close/i);
  expect(json).toMatchObject({
    type: `https://florin.dev/problems/${code}`,
    code,
    status: expected,
  });
  expect((json as { requestId: string }).requestId).toMatch(/^[0-9a-f-]{36}$/);
}

describe("bytes that are no request", () => {
  it.each([
    ["two lengths", () => postEvents("content-length: 10", "content-length: 20")],
    ["a length and chunks", () => postEvents("content-length: 10", "transfer-encoding: chunked")],
    ["a length that is no number", () => postEvents("content-length: ten")],
    ["a negative length", () => postEvents("content-length: -5")],
    ["an unknown transfer encoding", () => postEvents("transfer-encoding: chunked, x")],
    ["a chunk of no size", () => `${postEvents("transfer-encoding: chunked")}zz\r\nabc\r\n`],
    ["two equal lengths", () => postEvents("content-length: 2", "content-length: 2")],
    ["a list of lengths", () => postEvents("content-length: 2, 2")],
    ["a length with a sign", () => postEvents("content-length: +2")],
    ["a space before the colon", () => postEvents("content-length : 2")],
    ["a folded transfer encoding", () => postEvents("transfer-encoding:\r\n chunked")],
    ["a transfer encoding twice", () => postEvents(chunked, "transfer-encoding: identity")],
    ["a transfer encoding like the known one", () => postEvents("transfer-encoding: xchunked")],
    ["a chunk larger than any number", () => `${postEvents(chunked)}${"f".repeat(20)}\r\n{}`],
    ["a line break inside a chunk's head", () => `${postEvents(chunked)}2;\n\n{}\r\n0\r\n\r\n`],
    ["a chunk's head without end", () => `${postEvents(chunked)}2;${"x".repeat(20_000)}\r\n{}`],
    ["lines that end in line feeds only", () => head("GET /v1/clock").replaceAll("\r", "")],
    ["a NUL in a header", () => head("GET /v1/clock", "x: a\0b")],
    ["a method that is none", () => head("FETCH /v1/clock")],
    ["a URL with a space", () => head("GET /v1/cl ock")],
    ["a URL beyond ASCII", () => head("GET /v1/customers/\u00ff")],
    ["a tunnel to elsewhere", () => head("CONNECT 169.254.169.254:80")],
    ["the preface of HTTP/2", () => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"],
    ["a header without a name", () => head("GET /v1/summary", ": x")],
    ["no HTTP at all", () => "hello\r\n\r\n"],
  ])("with %s are refused, and the connection is closed", async (_name, bytes) => {
    const before = await storedRows(server.florin.store);
    const answer = await exchange(server.florin.origin, (socket) => void socket.write(bytes()));
    expectProblem(answer, "malformed-request", 400);
    expect(await storedRows(server.florin.store)).toEqual(before);
  });

  it.each([
    ["headers", () => head("GET /v1/summary", `x-large: ${"x".repeat(17_000)}`)],
    ["a URL", () => head(`GET /v1/customers?q=${"x".repeat(17_000)}`)],
  ])("with %s past the limit are refused", async (_name, bytes) => {
    const answer = await exchange(server.florin.origin, (socket) => void socket.write(bytes()));
    expectProblem(answer, "headers-too-large", 431);
  });
});

describe("a request that two programs may read differently", () => {
  const closing = "connection: close";
  it.each([
    ["without a host", () => head("GET /v1/clock", closing).replace("host: localhost\r\n", "")],
    ["with two hosts", () => head("GET /v1/clock", closing, "host: other.example")],
    ["with two credentials", () => head("GET /v1/clock", closing, "authorization: Bearer x")],
    [
      "with two content types",
      () => `${postEvents(closing, "Content-Type: text/plain", "content-length: 2")}{}`,
    ],
  ])("%s is refused, and stores nothing", async (_name, bytes) => {
    const before = await storedRows(server.florin.store);
    const answer = await exchange(server.florin.origin, (socket) => void socket.write(bytes()));
    expectProblem(answer, "malformed-request", 400);
    expect(await storedRows(server.florin.store)).toEqual(before);
  });

  it("only in their spelling is answered: the whole URL, an unknown expectation, HTTP/1.0", async () => {
    for (const bytes of [
      head("GET http://other.example/v1/clock", closing),
      head("GET /v1/clock", closing, "expect: 200-ok"),
      head("GET /v1/clock", closing)
        .replace("HTTP/1.1", "HTTP/1.0")
        .replace(/host.*\r\n/, ""),
    ]) {
      const answer = await exchange(server.florin.origin, (socket) => void socket.write(bytes));
      expect(answer.status, answer.text).toBe(200);
      expect(answer.json).toMatchObject({ mode: "manual" });
    }
    const rooted = head("GET http://other.example", closing);
    const answer = await exchange(server.florin.origin, (socket) => void socket.write(rooted));
    expect(answer.status).not.toBe(500);
  });

  it("with an uncommon method is told which there are", async () => {
    for (const method of ["TRACE", "PROPFIND", "PURGE", "LINK"]) {
      const answer = await exchange(
        server.florin.origin,
        (socket) => void socket.write(head(`${method} /v1/clock`, closing)),
      );
      expectProblem(answer, "method-not-allowed", 405);
    }
    const query = head("QUERY /v1/clock", closing);
    const answer = await exchange(server.florin.origin, (socket) => void socket.write(query));
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  });
});

describe("a body", () => {
  it("that is too large is not read to its end, stated or not", async () => {
    const stated = await exchange(server.florin.origin, (socket) => {
      socket.write(`${postEvents("content-length: 1000000000")}[`);
    });
    expectProblem(stated, "body-too-large", 413);
    const chunk = Buffer.concat([
      Buffer.from("10000\r\n"),
      Buffer.alloc(0x10000, 0x20),
      Buffer.from("\r\n"),
    ]);
    const streamed = await exchange(server.florin.origin, async (socket) => {
      socket.write(postEvents("transfer-encoding: chunked"));
      for (let sent = 0; sent < 2_000 && socket.writable; sent += 1) {
        if (!socket.write(chunk)) await drained(socket);
      }
    });
    expectProblem(streamed, "body-too-large", 413);
    expect(streamed.bytesSent).toBeLessThan(64 * 1_048_576);
  });

  it.each([
    ["a JSON body", () => postEvents(chunked)],
    ["a packed body", () => postEvents(chunked, "content-encoding: gzip")],
    [
      "lines under a key",
      () =>
        head(
          "POST /v1/events",
          "content-type: application/x-ndjson",
          "idempotency-key: k",
          chunked,
        ),
    ],
  ])(
    "of %s that is too large is answered also to who reads after the last byte",
    async (_, headOf) => {
      const large = Buffer.alloc(12 * 1_048_576, 0x20);
      const packed = headOf().includes("gzip");
      const body = packed ? gzipSync(large, { level: 0 }) : large;
      for (let round = 0; round < 5; round += 1) {
        const answer = await exchange(server.florin.origin, async (socket) => {
          socket.pause();
          socket.write(headOf());
          for (let from = 0; from < body.length && socket.writable; from += 0x10000) {
            const part = body.subarray(from, from + 0x10000);
            socket.write(`${part.length.toString(16)}\r\n`);
            socket.write(part);
            if (!socket.write("\r\n")) await drained(socket);
          }
          socket.end("0\r\n\r\n");
          socket.resume();
        });
        expectProblem(answer, packed ? "inflated-too-large" : "body-too-large", 413);
      }
    },
  );

  it("that is broken off stores nothing, and of a stream only whole lines", async () => {
    const before = await storedRows(server.florin.store);
    const text = `[${eventOf("cut-1")},${eventOf("cut-2")}]`;
    await exchange(server.florin.origin, async (socket) => {
      socket.write(`${postEvents(`content-length: ${text.length}`)}${text.slice(0, -1)}`);
      await wait(50);
      socket.destroy();
    });
    const lines = head(
      "POST /v1/events",
      "content-type: application/x-ndjson",
      "content-length: 5000",
    );
    await exchange(server.florin.origin, async (socket) => {
      socket.write(
        `${lines}${eventOf("line-1")}\n${eventOf("line-2")}\n${eventOf("line-3").slice(0, 20)}`,
      );
      await wait(50);
      socket.destroy();
    });
    const rows = await until(async () => {
      const now = await storedRows(server.florin.store);
      return now.events === (before.events ?? 0) + 2 ? now : undefined;
    });
    expect(rows).toEqual({
      ...before,
      events: rows.events,
      event_keys: (before.event_keys ?? 0) + 2,
    });
  });

  it("that does not arrive in time is refused, and stores nothing", async () => {
    const before = await storedRows(server.florin.store);
    const slow = await exchange(
      hurriedOrigin,
      (socket) => void socket.write(`${postEvents("content-length: 500")}[`),
    );
    expectProblem(slow, "timeout", 408);
    const slowHead = await exchange(
      hurriedOrigin,
      (socket) => void socket.write("GET /v1/summary HTTP/1.1\r\nhost:"),
    );
    expectProblem(slowHead, "timeout", 408);
    expect(await storedRows(server.florin.store)).toEqual(before);
  });
});

describe("requests on one connection", () => {
  it("are answered in their order, and a refusal does not take the next one for a body", async () => {
    const body = eventOf("piped");
    const answer = await exchange(server.florin.origin, (socket) => {
      const event = `${postEvents(`content-length: ${body.length}`)}${body}`;
      const refused = `${postEvents("content-length: 2")}{}`;
      const last = head("GET /v1/clock", "connection: close");
      socket.write(`${event}${refused}${event}${last}`);
    });
    const statuses = [...answer.text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status);
    expect(statuses).toEqual(["200", "422", "200", "200"]);
    // They are worked on side by side, so either of the two may be the first to be stored.
    const states = [...answer.text.matchAll(/"status":"(\w+)"/g)].map(([, state]) => state);
    expect(states.sort()).toEqual(["accepted", "duplicate"]);
  });

  it("are not held up by a damaged packed body before them", async () => {
    const one = client(server.florin.origin, server.apiKey, 1);
    for (let round = 0; round < 3; round += 1) {
      const headers = { "content-encoding": "gzip" };
      expect((await one.post("/v1/events", "x".repeat(500_000), headers)).status).toBe(400);
      expect((await one.get("/v1/clock")).status).toBe(200);
    }
    await one.close();
  });
});

describe("a server that cannot", () => {
  it("because its database is away says when to come back, and comes back", async () => {
    const { store } = server.florin;
    const before = await storedRows(store);
    process.kill(store.embedded?.pid() ?? 0, "SIGKILL");
    const statuses = new Set<number>();
    await until(async () => {
      const answer = await server.api.get("/v1/customers");
      statuses.add(answer.status);
      if (answer.status === 200) return true;
      expect(answer.json, answer.text).toMatchObject({ status: 503, code: "retry-later" });
      expect(answer.headers["retry-after"]).toBe("1");
      return undefined;
    });
    expect([...statuses].filter((status) => status !== 200 && status !== 503)).toEqual([]);
    // A process of the lost server may still have answered; the next one finds it gone.
    const stored = await until(async () => {
      const answer = await server.api.post("/v1/events", eventOf("after"));
      if (answer.status === 200) return answer;
      expect(answer.json, answer.text).toMatchObject({ status: 503, code: "retry-later" });
      return undefined;
    });
    expect(["accepted", "duplicate"]).toContain((stored.json as { status: string }).status);
    expect((await storedRows(store)).events).toBe((before.events ?? 0) + 1);
  });

  it("because it is ending finishes what is under way, and sends others elsewhere", async () => {
    const ending = await runFlorin("2026-01-31T00:00:00Z");
    const held = exchange(ending.florin.origin, async (socket) => {
      const key = `authorization: Bearer ${ending.apiKey}`;
      const request = (length: number, ...more: readonly string[]): string =>
        [
          "POST /v1/events HTTP/1.1",
          "host: x",
          key,
          "content-type: application/json",
          `content-length: ${length}`,
          ...more,
          "",
          "",
        ].join("\r\n");
      const body = eventOf("held");
      // It says when it has begun with the request: a connection of which it has read nothing is closed.
      const begun = once(socket, "data");
      socket.write(`${request(body.length, "expect: 100-continue")}${body.slice(0, 5)}`);
      await begun;
      const stopped = ending.stop();
      await wait(50);
      socket.write(`${body.slice(5)}${request(2)}{}`);
      await stopped;
    });
    const { text } = await held;
    const statuses = [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status);
    expect(statuses.slice(0, 2)).toEqual(["100", "200"]);
    expect(text).toContain('"id":"held","status":"accepted"');
  });
});
