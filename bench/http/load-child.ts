import { quantile } from "./quantile.ts";
import { type Answer, sendRequests } from "./send-requests.ts";
import { usageEvents } from "./usage-events.ts";
import type { CallOrder, EventOrder, FromLoad, LoadReport, ToLoad } from "./wire.ts";

/** Requests that are written out, and how their answers are judged. */
interface Prepared {
  readonly port: number;
  readonly connections: number;
  readonly count: number;
  readonly requestAt: (index: number) => Buffer;
  /** How much a request came to; undefined where its answer is not the one that it should have. */
  readonly worth: (index: number, answer: Answer) => number | undefined;
  /** What a request brought. */
  readonly idsAt: (index: number) => readonly string[];
}

const types = { json: "application/json", ndjson: "application/x-ndjson" } as const;

function prepareEvents(order: EventOrder): Prepared {
  const { port, connections, requests, perRequest, run, until, authorization, format } = order;
  const events = usageEvents(run, requests * perRequest, until);
  const prepared = Array.from({ length: requests }, (_, at) => {
    const part = events.slice(at * perRequest, (at + 1) * perRequest);
    const body = Buffer.from(
      format === "ndjson"
        ? part.map((event) => `${JSON.stringify(event)}\n`).join("")
        : JSON.stringify(perRequest === 1 ? part[0] : part),
    );
    const head = [
      "POST /v1/events HTTP/1.1",
      "host: 127.0.0.1",
      `content-type: ${types[format]}`,
      `content-length: ${body.length}`,
      ...(authorization === "" ? [] : [`authorization: ${authorization}`]),
      "",
      "",
    ].join("\r\n");
    return { bytes: Buffer.concat([Buffer.from(head), body]), ids: part.map(({ id }) => id) };
  });
  const idsAt = (index: number): readonly string[] => prepared[index]?.ids ?? [];
  return {
    port,
    connections,
    count: requests,
    requestAt: (index) => prepared[index]?.bytes ?? Buffer.alloc(0),
    worth: (index, answer) =>
      areAccepted(answer, idsAt(index).length, format) ? idsAt(index).length : undefined,
    idsAt,
  };
}

/** Whether all events of a request were accepted: one says so itself, a batch counts them, of lines each says so. */
function areAccepted({ status, body }: Answer, count: number, format: EventOrder["format"]) {
  if (status !== 200) return false;
  if (format === "ndjson") return body.split('"status":"accepted"').length - 1 === count;
  return count === 1
    ? body.includes('"status":"accepted"')
    : body.startsWith(`{"accepted":${count},`);
}

function prepareCalls({ port, connections, requests, texts, expected }: CallOrder): Prepared {
  const written = texts.map((text) => Buffer.from(text));
  return {
    port,
    connections,
    count: requests,
    requestAt: (index) => written[index % written.length] ?? Buffer.alloc(0),
    worth: (_, { status, body }) => (status === 200 && body.includes(expected) ? 1 : undefined),
    idsAt: () => [],
  };
}

async function send(prepared: Prepared, untilGone: boolean): Promise<LoadReport> {
  let accepted = 0;
  let complaint: string | undefined;
  const ids: string[] = [];
  const tookMs: number[] = [];
  await sendRequests({
    ...prepared,
    untilGone,
    answered: (index, answer, ms) => {
      tookMs.push(ms);
      const worth = prepared.worth(index, answer);
      if (worth === undefined) complaint ??= `${answer.status} ${answer.body.slice(0, 300)}`;
      else {
        accepted += worth;
        if (untilGone) ids.push(...prepared.idsAt(index));
      }
    },
  });
  return {
    kind: "done",
    accepted,
    p50Ms: quantile(tookMs, 0.5),
    p99Ms: quantile(tookMs, 0.99),
    ...(complaint === undefined ? {} : { complaint }),
    ...(untilGone ? { ids } : {}),
  };
}

const reply = (message: FromLoad): void => {
  process.send?.(message);
};

let prepared: Prepared | undefined;

process.on("message", (message: ToLoad) => {
  if (message.kind === "go") {
    if (prepared === undefined) return;
    send(prepared, message.untilGone).then(reply, (error: unknown) =>
      reply({ kind: "done", accepted: 0, p50Ms: 0, p99Ms: 0, complaint: String(error) }),
    );
    return;
  }
  prepared = message.kind === "events" ? prepareEvents(message) : prepareCalls(message);
  globalThis.gc?.();
  reply({ kind: "prepared" });
});
process.on("disconnect", () => process.exit());
