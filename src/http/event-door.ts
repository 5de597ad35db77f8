import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import { allows } from "../access/allows.ts";
import { bearerKey, type Credentials } from "./authenticate.ts";
import { isBinaryCloudEvent, isCloudEvent } from "./cloud-events.ts";
import { safeHeaders } from "./console.ts";
import type { Ingest } from "./routes/events.ts";
import { unsoundness } from "./sound-request.ts";
import { decodeUtf8, mayHide, parseJson } from "./strict-json.ts";

/** What the door stands on. */
export interface EventDoorParts extends Pick<Credentials, "byKey"> {
  readonly ingest: Ingest;
  readonly requestId: () => string;
}

/** Bytes a body may have here; a longer one is no single event, or no common one. */
const bodyBytesMax = 65_536;

/** The fields of every answer, as a request that goes the framework's way has them. */
const fixedFields: readonly string[] = [
  ...Object.entries(safeHeaders).flat(),
  "content-type",
  "application/json; charset=utf-8",
];

/**
 * A door of its own, in front of the framework, for the request that comes most by far: one plain usage event in JSON under an
 * API key, stored or known already. Hooks and routing cost such a request more than what Florin itself does for it.
 *
 * The door knows no refusal. Whatever it cannot answer with 200 goes the framework's way, with its body where that was read:
 * other types and headers, batches, CloudEvents, keys that open nothing, events that break a rule or have another's id, and
 * everything that fails, which is not tried again.
 */
export function openEventDoor(app: FastifyInstance, parts: EventDoorParts): void {
  const { server } = app;
  const [framework] = server.listeners("request") as RequestListener[];
  if (framework === undefined) throw new Error("broken invariant: the framework listens");
  const bodies = new WeakMap<IncomingMessage, Buffer>();
  const failures = new WeakMap<IncomingMessage, { readonly error: Error }>();
  let open = true;
  app.addHook("preClose", async () => {
    open = false;
  });
  app.addHook("preParsing", (request, _reply, payload, done) => {
    const failure = failures.get(request.raw);
    if (failure !== undefined) return done(failure.error);
    const body = bodies.get(request.raw);
    return done(null, body === undefined ? payload : Readable.from([body]));
  });
  const taken = async (request: IncomingMessage, key: string): Promise<string | undefined> => {
    const principal = await parts.byKey(key);
    if (principal === undefined || !allows(principal.allowed, "usage.write")) return undefined;
    const body = await bodyOf(request);
    const event = plainEvent(body);
    const answers = event === undefined ? [] : await parts.ingest(principal.tenant, [event]);
    const answer = answers === "overloaded" ? undefined : answers[0];
    if (answer?.status === "accepted" || answer?.status === "duplicate")
      return JSON.stringify(answer);
    // Kept for requests that go on only: a table of weak keys costs each collection of garbage more than the rest here.
    bodies.set(request, body);
    return undefined;
  };
  server.removeListener("request", framework);
  server.on("request", (request, response) => {
    const key = open ? keyOfEvent(request) : undefined;
    if (key === undefined) return framework(request, response);
    taken(request, key).then(
      (answer) =>
        answer === undefined
          ? framework(request, response)
          : send(response, parts.requestId(), answer),
      (error) => {
        failures.set(request, { error });
        framework(request, response);
      },
    );
  });
}

/** The key of a request that brings one event in the most common way; undefined of any other. */
function keyOfEvent(request: IncomingMessage): string | undefined {
  const { method, url, headers } = request;
  if (method !== "POST" || url !== "/v1/events") return undefined;
  if (headers["content-type"] !== "application/json" || !isShort(headers["content-length"]))
    return undefined;
  const { accept = "*/*" } = headers;
  if (accept !== "*/*" && accept !== "application/json") return undefined;
  if (headers["idempotency-key"] !== undefined || headers["content-encoding"] !== undefined)
    return undefined;
  if (isBinaryCloudEvent(headers) || unsoundness(request) !== undefined) return undefined;
  return headers.authorization === undefined ? undefined : bearerKey(headers.authorization);
}

const isShort = (length: string | undefined): boolean =>
  length !== undefined && Number(length) > 0 && Number(length) <= bodyBytesMax;

/** The whole body. Never resolves where the connection ends before it does: nobody is left to be answered. */
const bodyOf = (request: IncomingMessage): Promise<Buffer> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const [only] = chunks;
      resolve(chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks));
    });
  });

/** The value of a body that is one event, and of which nothing is hidden in the text. */
function plainEvent(body: Buffer): unknown {
  const text = decodeUtf8(body);
  const json = text.ok ? parseJson(text.value) : text;
  if (!text.ok || !json.ok) return undefined;
  const { value } = json;
  const isOther = Array.isArray(value) || isCloudEvent(value) || mayHide(text.value, value);
  return isOther ? undefined : value;
}

function send(response: ServerResponse, requestId: string, answer: string): void {
  response.writeHead(200, [
    ...fixedFields,
    "content-length",
    String(Buffer.byteLength(answer)),
    "x-request-id",
    requestId,
  ]);
  response.end(answer);
}
