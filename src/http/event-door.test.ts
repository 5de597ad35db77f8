import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import { afterEach, describe, expect, it } from "vitest";
import { safeHeaders } from "./console.ts";
import { eventDoor } from "./event-door.ts";
import { event, key, serverWith } from "./events-route.fixture.ts";
import { openFrontDoor } from "./front-door.ts";
import type { Ingest } from "./routes/events.ts";

const opened: FastifyInstance[] = [];
afterEach(async () => {
  for (const app of opened.splice(0)) await app.close();
});

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface Listening {
  readonly send: (body: string | Buffer, headers?: IncomingHttpHeaders) => Promise<Answer>;
  readonly app: FastifyInstance;
  readonly stored: readonly string[];
  /** Requests that reached the framework. */
  readonly framework: () => number;
}

/** A server that listens, with the door or, for comparison, without it. */
async function listening(isWithDoor: boolean, ingest?: Ingest): Promise<Listening> {
  const { app, stored, byKey, ...parts } = await serverWith(ingest);
  opened.push(app);
  let seen = 0;
  app.addHook("onRequest", async () => {
    seen += 1;
  });
  app.addHook("onSend", (_request, reply, payload, done) => {
    reply.headers(safeHeaders).header("x-request-id", "r-1");
    done(null, payload);
  });
  if (isWithDoor)
    openFrontDoor(app, {
      byKey,
      requestId: () => "r-1",
      routes: { "/v1/events": eventDoor(parts.ingest) },
    });
  await app.listen({ host: "127.0.0.1", port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const send: Listening["send"] = (body, headers = {}) =>
    new Promise((resolve, reject) => {
      const sent = {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
        ...key,
        ...headers,
      };
      const asked = httpRequest(
        { port, path: "/v1/events", method: "POST", headers: sent },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on("data", (chunk: Buffer) => chunks.push(chunk));
          answer.on("end", () => {
            const { date: _, ...rest } = answer.headers;
            resolve({
              status: answer.statusCode,
              headers: rest,
              // The framework counts its requests, and the door takes some of them.
              body: Buffer.concat(chunks)
                .toString()
                .replace(/"req-\d+"/, '"req"'),
            });
          });
        },
      );
      asked.on("error", reject);
      asked.end(body);
    });
  return { send, app, stored, framework: () => seen };
}

const text = (changed: object = {}): string => JSON.stringify({ ...event, ...changed });

describe("the door for single events", () => {
  it("answers them itself, with the bytes and headers that the framework answers with", async () => {
    const door = await listening(true);
    const plain = await listening(false);
    for (const body of [text(), text(), text({ id: "é" }), text({ id: "e3", customer: "c-9" })])
      expect(await door.send(body)).toEqual(await plain.send(body));
    expect(door.stored).toEqual(["e1", "é", "e3"]);
    expect(door.framework()).toBe(0);
    expect(plain.framework()).toBe(4);
  });

  const cloudEvent = {
    specversion: "1.0",
    source: "s",
    subject: "c-1",
    ...event,
    customer: undefined,
  };
  it.each([
    ["another event with the id", text({ data: { operations: 1 } }), {}],
    ["an event that breaks a rule", text({ id: "" }), {}],
    ["a key that stands twice", '{"id":"e2","id":"e3"}', {}],
    ["a number that no double holds", '{"id":"e2","data":{"n":12345678901234567890}}', {}],
    ["no JSON", "{", {}],
    ["no UTF-8", Buffer.from([0x22, 0xff, 0x22]), {}],
    ["nothing", "", {}],
    ["a batch", `[${text({ id: "e2" })}]`, {}],
    ["a CloudEvent", JSON.stringify(cloudEvent), {}],
    ["a long body", text({ id: "e2", data: { note: "n".repeat(70_000) } }), {}],
    ["a wrong key", text({ id: "e2" }), { authorization: "Bearer wrong-key" }],
    ["a key that only reads", text({ id: "e2" }), { authorization: "Bearer reading-key" }],
    ["no key", text({ id: "e2" }), { authorization: "Basic abc" }],
    ["another type", text({ id: "e2" }), { "content-type": "text/html" }],
    ["a type with parameters", text({ id: "e2" }), { "content-type": "application/json; a=b" }],
    ["a packed body", text({ id: "e2" }), { "content-encoding": "gzip" }],
    ["an Idempotency-Key", text({ id: "e2" }), { "idempotency-key": "k-1" }],
  ])("hands on %s, and its body with it", async (_what, body, headers) => {
    const door = await listening(true);
    const plain = await listening(false);
    for (const server of [door, plain]) expect((await server.send(text())).status).toBe(200);
    const answer = await door.send(body, headers);
    expect(answer).toEqual(await plain.send(body, headers));
    expect(door.stored).toEqual(plain.stored);
  });

  it("hands on what fails or cannot be taken, for the framework to refuse", async () => {
    let failed = 0;
    for (const ingest of [
      async () => "overloaded" as const,
      async () => {
        failed += 1;
        throw Object.assign(new Error("away"), { code: "57P01" });
      },
    ]) {
      const door = await listening(true, ingest);
      const plain = await listening(false, ingest);
      const answer = await door.send(text());
      expect(answer).toEqual(await plain.send(text()));
      expect([429, 503]).toContain(answer.status);
    }
    expect(failed).toBe(2);
  });

  it("answers what is under way when the server closes", async () => {
    const held: (() => void)[] = [];
    const door = await listening(true, async () => {
      await new Promise<void>((resolve) => held.push(resolve));
      return [{ id: "e1", status: "accepted" }];
    });
    const answer = door.send(text());
    await expect.poll(() => held.length).toBe(1);
    const closed = door.app.close();
    for (const release of held) release();
    expect((await answer).status).toBe(200);
    await closed;
  });
});
