import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inSpan } from "./active-span.ts";
import { blot, textBlotter } from "./blot-secrets.ts";
import { exportLimits, openOtlpExporter } from "./otlp-exporter.ts";
import { tracedTasks } from "./traced-task.ts";
import { createTracer, type EndedSpan, withinSpan } from "./tracer.ts";

function tracerUnderTest(keptShare = 1) {
  const ended: EndedSpan[] = [];
  let count = 0;
  const tracer = createTracer({
    randomHex: (bytes) => {
      count += 1;
      return count.toString(16).padStart(bytes * 2, "8");
    },
    nowMs: () => 1_700_000_000_000.25 + count,
    keptShare,
    onEnd: (span) => ended.push(span),
  });
  return { tracer, ended };
}

const beginning = { name: "GET /v1/customers/:id", kind: "server", attributes: {} } as const;

describe("a tracer", () => {
  it("puts what is done within a span below it, in whatever turn of the loop", async () => {
    const { tracer, ended } = tracerUnderTest();
    await tracer.trace(beginning, async () => {
      await Promise.resolve();
      await withinSpan("transaction", { "florin.tenant": "acme" }, async () => {});
      await expect(
        withinSpan("broken", {}, async () => {
          throw new Error("no");
        }),
      ).rejects.toThrow("no");
    });
    const [transaction, broken, request] = ended;
    expect([transaction?.parentId, broken?.parentId]).toEqual([request?.spanId, request?.spanId]);
    expect(new Set(ended.map(({ traceId }) => traceId)).size).toBe(1);
    expect(broken?.error).toBe("Error: no");
    expect(request).toMatchObject({ parentId: undefined, error: undefined });
  });

  it("gives each turn of a task a trace of its own, and leaves tasks alone where there is none", async () => {
    const { tracer, ended } = tracerUnderTest();
    const turn = tracedTasks(tracer)("billing", () => withinSpan("transaction", {}, async () => 3));
    expect([await turn(), await turn()]).toEqual([3, 3]);
    expect(ended.map(({ name }) => name)).toEqual([
      ...["transaction", "task billing", "transaction", "task billing"],
    ]);
    expect(new Set(ended.map(({ traceId }) => traceId)).size).toBe(2);
    expect(ended[0]?.parentId).toBe(ended[1]?.spanId);
    const work = async () => 1;
    expect(tracedTasks(undefined)("billing", work)).toBe(work);
  });

  it("goes on with a trace from elsewhere, and keeps what its caller keeps", async () => {
    const { tracer, ended } = tracerUnderTest(0);
    const parent = { traceId: "a".repeat(32), spanId: "b".repeat(16), sampled: true };
    await tracer.trace({ ...beginning, parent }, () => withinSpan("inner", {}, async () => {}));
    await tracer.trace({ ...beginning, parent: { ...parent, sampled: false } }, async () => {});
    await tracer.trace(beginning, async () => {});
    expect(ended.map(({ name }) => name)).toEqual(["inner", beginning.name]);
    expect(ended[1]).toMatchObject({ traceId: parent.traceId, parentId: parent.spanId });
  });

  it("does work without a span where none is under way", async () => {
    expect(await withinSpan("alone", {}, async () => 7)).toBe(7);
    const { tracer } = tracerUnderTest();
    const { span } = tracer.begin(beginning);
    expect(inSpan(span, () => 8)).toBe(8);
  });
});

describe("the exporter", () => {
  let receiver: Server;
  const received: {
    readonly path: string | undefined;
    readonly key: unknown;
    readonly body: string;
  }[] = [];
  let answers: number[] = [];
  let endpoint: string;
  beforeAll(async () => {
    receiver = createServer((request, response) => {
      let body = "";
      request.on("data", (part) => {
        body += part;
      });
      request.on("end", () => {
        received.push({ path: request.url, key: request.headers["x-key"], body });
        response.writeHead(answers.shift() ?? 200).end("{}");
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
    endpoint = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  });
  afterAll(() => receiver.close());

  const span: EndedSpan = {
    traceId: "a".repeat(32),
    spanId: "b".repeat(16),
    parentId: "c".repeat(16),
    name: "GET /v1/customers/:id",
    kind: "server",
    startedMs: 1_700_000_000_000.25,
    endedMs: 1_700_000_000_001.5,
    attributes: { text: "s3cret-value", whole: 7, part: 0.5, yes: true },
    error: "status 503",
  };
  const opened = (lost: unknown[] = [], send = fetch) =>
    openOtlpExporter({
      send,
      endpoint,
      headers: { "x-key": "k" },
      resource: { "service.name": "florin" },
      blotted: textBlotter(["s3cret-value", "florin"]),
      onLost: (count, why) => lost.push([count, why]),
    });

  it("sends them again where the receiver is busy", async () => {
    const sent: unknown[] = [];
    const exporter = opened([], async (_, asked) => {
      sent.push(asked?.body);
      return new Response(null, { status: sent.length === 1 ? 503 : 200 });
    });
    for (let n = 0; n < exportLimits.batch; n += 1) exporter.add(span);
    // By then it has the answer: told to end before that, it does not ask again.
    await setImmediate();
    await exporter.close();
    expect(sent).toHaveLength(2);
    expect(sent[1]).toBe(sent[0]);
  });

  it("sends spans as OTLP writes them in JSON, and no secret", async () => {
    const exporter = opened();
    exporter.add(span);
    await exporter.close();
    const [first] = received;
    expect(first).toMatchObject({ path: "/v1/traces", key: "k" });
    expect(JSON.parse(first?.body ?? "")).toEqual({
      resourceSpans: [
        {
          resource: { attributes: [{ key: "service.name", value: { stringValue: "florin" } }] },
          scopeSpans: [
            {
              scope: { name: "florin" },
              spans: [
                {
                  traceId: "a".repeat(32),
                  spanId: "b".repeat(16),
                  parentSpanId: "c".repeat(16),
                  name: "GET /v1/customers/:id",
                  kind: 2,
                  startTimeUnixNano: "1700000000000250000",
                  endTimeUnixNano: "1700000000001500000",
                  attributes: [
                    { key: "text", value: { stringValue: blot } },
                    { key: "whole", value: { intValue: "7" } },
                    { key: "part", value: { doubleValue: 0.5 } },
                    { key: "yes", value: { boolValue: true } },
                  ],
                  status: { code: 2, message: "status 503" },
                },
              ],
            },
          ],
        },
      ],
    });
  });

  it("says what was lost, where it is refused", async () => {
    answers = [400];
    const lost: unknown[] = [];
    const exporter = opened(lost);
    exporter.add(span);
    await exporter.close();
    expect(lost).toEqual([[1, "status 400"]]);
  });
});
