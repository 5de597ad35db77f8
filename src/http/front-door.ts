import type {
  IncomingHttpHeaders,
  IncomingMessage,
  RequestListener,
  ServerResponse,
} from "node:http";
import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import type { Action } from "../access/actions.ts";
import { allows } from "../access/allows.ts";
import { inSpan } from "../observe/active-span.ts";
import { bearerKey, type Credentials } from "./authenticate.ts";
import { safeHeaders } from "./console.ts";
import { type RequestWatch, requestSpan } from "./observe-requests.ts";
import { unsoundness } from "./sound-request.ts";
import { decodeUtf8 } from "./strict-json.ts";

/** What the door answers at one path, `POST` only. */
export interface DoorRoute {
  /** What a key must be allowed. */
  readonly action: Action;
  /** Whether a request is of a kind that is answered here, by its headers. */
  readonly takes?: (headers: IncomingHttpHeaders) => boolean;
  /** The JSON that answers a body, with its status 200; undefined where it is not that simple. */
  readonly answer: (tenant: string, body: string) => Promise<string | undefined>;
  /** Whether answers come one by one and wait for one another; those that share a commit come together already. */
  readonly together?: boolean;
}

/** What the door stands on. */
export interface FrontDoorParts extends Pick<Credentials, "byKey" | "rate"> {
  readonly requestId: () => string;
  readonly routes: Readonly<Record<string, DoorRoute>>;
  /** Who watches; nothing is measured where nobody does. */
  readonly watch?: RequestWatch;
}

/** Bytes a body may have here; a longer one is no common one. */
const bodyBytesMax = 65_536;

/** The fields of every answer, as a request that goes the framework's way has them. */
const fixedFields: readonly string[] = [
  ...Object.entries(safeHeaders).flat(),
  "content-type",
  "application/json; charset=utf-8",
];

/**
 * A door of its own, in front of the framework, for the requests that come most by far: small JSON under an API key. Hooks and
 * routing cost such a request more than what Florin itself does for it.
 *
 * The door knows no refusal. Whatever it cannot answer with 200 goes the framework's way, with its body where that was read:
 * other types and headers, lists, keys that open nothing or not this, bodies that break a rule, and everything that fails, which is
 * not tried again.
 */
export function openFrontDoor(app: FastifyInstance, parts: FrontDoorParts): void {
  const { server } = app;
  const routes = new Map(Object.entries(parts.routes));
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
  const answered = async (
    request: IncomingMessage,
    route: DoorRoute,
    key: string,
  ): Promise<DoorAnswer | undefined> => {
    const principal = await parts.byKey(key);
    if (principal === undefined || !allows(principal.allowed, route.action)) return undefined;
    const { rate } = parts;
    if (rate === undefined) return answeredTo(request, route, principal.tenant, fixedFields);
    const standing = await rate.count(principal.credential);
    if (standing.isOver) return undefined;
    let answer: DoorAnswer | undefined;
    try {
      const fields = [...fixedFields, ...Object.entries(standing.headers).flat()];
      answer = await answeredTo(request, route, principal.tenant, fields);
    } finally {
      // What goes on is counted there.
      if (answer === undefined) standing.giveBack();
    }
    return answer;
  };
  const answeredTo = async (
    request: IncomingMessage,
    route: DoorRoute,
    tenant: string,
    fields: readonly string[],
  ): Promise<DoorAnswer | undefined> => {
    const body = await bodyOf(request);
    const decoded = decodeUtf8(body);
    const text = decoded.ok ? await route.answer(tenant, decoded.value) : undefined;
    if (text !== undefined) return { text, fields };
    // Kept for requests that go on only: a table of weak keys costs each collection of garbage more than the rest here.
    bodies.set(request, body);
    return undefined;
  };
  const { onAnswered, tracer } = parts.watch ?? {};
  const watched = (request: IncomingMessage, route: DoorRoute, key: string) => {
    if (tracer === undefined) return answered(request, route, key);
    const { url, headers } = request;
    const { traceparent } = headers;
    const beginning = requestSpan(
      "POST",
      url,
      typeof traceparent === "string" ? traceparent : undefined,
    );
    const { span, end } = tracer.begin(beginning);
    return inSpan(span, () => answered(request, route, key)).then((answer) => {
      // What goes on to the framework gets its span there.
      if (answer !== undefined) end({ attributes: { "http.response.status_code": 200 } });
      return answer;
    });
  };
  const together = sendTogether();
  server.removeListener("request", framework);
  server.on("request", (request, response) => {
    const route = open && request.method === "POST" ? routes.get(request.url ?? "") : undefined;
    const key = route === undefined ? undefined : keyOf(request, route);
    if (route === undefined || key === undefined) return framework(request, response);
    const begun = onAnswered === undefined ? 0 : performance.now();
    watched(request, route, key).then(
      (answer) => {
        if (answer === undefined) return framework(request, response);
        const requestId = parts.requestId();
        (route.together === true ? together : send)({ response, requestId, ...answer });
        onAnswered?.({
          method: "POST",
          route: request.url,
          status: 200,
          seconds: (performance.now() - begun) / 1_000,
          requestId,
        });
      },
      (error) => {
        failures.set(request, { error });
        framework(request, response);
      },
    );
  });
}

/** The key of a request that comes in the most common way; undefined of any other. */
function keyOf(request: IncomingMessage, { takes }: DoorRoute): string | undefined {
  const { headers } = request;
  if (headers["content-type"] !== "application/json" || !isShort(headers["content-length"]))
    return undefined;
  const { accept = "*/*" } = headers;
  if (accept !== "*/*" && accept !== "application/json") return undefined;
  if (headers["idempotency-key"] !== undefined || headers["content-encoding"] !== undefined)
    return undefined;
  if (takes?.(headers) === false || unsoundness(request) !== undefined) return undefined;
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

/** What is answered, and with which fields. */
interface DoorAnswer {
  readonly text: string;
  readonly fields: readonly string[];
}

interface Answer extends DoorAnswer {
  readonly response: ServerResponse;
  readonly requestId: string;
}

/**
 * Sends what is answered within one turn of the event loop at its end, one after another: a write to a connection whose other side
 * sleeps wakes it, which costs more than the answer, and by then most are awake.
 */
function sendTogether(): (answer: Answer) => void {
  let waiting: Answer[] = [];
  const sendAll = (): void => {
    const answers = waiting;
    waiting = [];
    for (const answer of answers) send(answer);
  };
  return (answer) => {
    if (waiting.push(answer) === 1) setImmediate(sendAll);
  };
}

function send({ response, requestId, text, fields }: Answer): void {
  response.writeHead(200, [
    ...fields,
    "content-length",
    String(Buffer.byteLength(text)),
    "x-request-id",
    requestId,
  ]);
  response.end(text);
}
