import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { InvalidCursor } from "../services/reports.ts";
import { failureKind } from "../store/retry.ts";
import { bodyBytesMax, unsupportedMediaType } from "./bodies.ts";
import { safeHeaders } from "./console.ts";
import { problemOf, Refusal, refusalOf } from "./problem.ts";
import { problemTypes } from "./problem-types.ts";
import { isRecord } from "./record.ts";
import { answerBeforeRest, isRead } from "./unread-body.ts";

declare module "fastify" {
  interface FastifyReply {
    /** The code of the refusal that it answers with; null for any other answer. */
    refusedWith: string | null;
  }
}

/** A refusal as it is answered. */
export interface WrittenRefusal {
  readonly status: number;
  /** The media type of the document. */
  readonly type: string;
  /** JSON; as bytes where the media type must stand alone, for a text gets a charset. */
  readonly document: string | Buffer;
}

/** Writes a refusal in the form that a client reads. */
export type WriteRefusal = (refusal: Refusal, request: FastifyRequest) => WrittenRefusal;

const asProblem: WriteRefusal = (refusal, { id }) => ({
  status: problemTypes[refusal.code].status,
  type: "application/problem+json",
  document: JSON.stringify(problemOf(refusal, id)),
});

/** Turns every way a request can fail into a problem document. */
export function handleErrors(app: FastifyInstance): void {
  const methodsAt = rememberRoutes(app);
  app.decorateReply("refusedWith", null);
  answerRefusals(app, asProblem);
  app.setNotFoundHandler((request, reply) => {
    const allowed = methodsAt(request.url);
    // A path that a wildcard covers may lead nowhere all the same: a file that is not there.
    const method = request.method === "HEAD" ? "GET" : request.method;
    if (allowed.length === 0 || allowed.includes(method))
      return send(reply, request, nowhere(request.url));
    const refusal = new Refusal("method-not-allowed", `use ${allowed.join(" or ")}`, [], {
      allow: allowed.join(", "),
    });
    return send(reply, request, refusal);
  });
}

/** Turns every way a request can fail into a refusal, and has it written. Only bugs are logged as errors. */
export function answerRefusals(app: FastifyInstance, write: WriteRefusal): void {
  app.setErrorHandler((error: FastifyError | Refusal, request, reply) => {
    const refusal = refusalFor(error, request);
    if (refusal.code === "internal") request.log.error({ err: error }, "request failed");
    if (refusal.code === "retry-later") request.log.warn({ err: error }, "request put off");
    send(reply, request, refusal, write);
  });
}

function nowhere(url: string): Refusal {
  if (/^\/v\d/.test(url) && !url.startsWith("/v1"))
    return new Refusal("unknown-api-version", "this server speaks version 1, under /v1");
  return new Refusal("no-such-route", "there is no such route");
}

/** Answers a URL that no route can be looked up for; it comes before every hook, so it brings the headers of all answers. */
export function answerBadUrl(_: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  reply.headers(safeHeaders).header("x-request-id", request.id);
  send(reply, request, new Refusal("malformed-request", "the URL is not well formed, or too long"));
}

function refusalFor(error: FastifyError | Error, request: FastifyRequest): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof InvalidCursor) return invalidCursor(error, request);
  return translated(error, request);
}

function invalidCursor(error: InvalidCursor, { query }: FastifyRequest): Refusal {
  const cursor = isRecord(query) ? query.cursor : undefined;
  return refusalOf([
    {
      code: "invalid-cursor",
      path: "/query/cursor",
      message: error.message,
      ...(typeof cursor === "string" ? { value: cursor } : {}),
    },
  ]);
}

/** Sends a refusal. Before a connection is closed on a body that still comes in, the rest of it is read past. */
export function send(
  reply: FastifyReply,
  request: FastifyRequest,
  refusal: Refusal,
  write: WriteRefusal = asProblem,
): FastifyReply {
  const { status, type, document } = write(refusal, request);
  reply.refusedWith = refusal.code;
  reply.code(status).headers(refusal.headers).type(type);
  if (refusal.headers.connection !== "close" || isRead(request.raw)) return reply.send(document);
  return reply
    .header("content-length", Buffer.byteLength(document))
    .send(answerBeforeRest(request.raw, String(document)));
}

/** The methods offered at a path, learned as the routes are added. */
function rememberRoutes(app: FastifyInstance): (url: string) => readonly string[] {
  const routes: { readonly method: string; readonly pattern: RegExp }[] = [];
  app.addHook("onRoute", ({ method, url }) => {
    const pattern = new RegExp(`^${url.replace(/:[^/]+/g, "[^/]+").replace(/\*/g, ".*")}$`);
    for (const one of [method].flat()) if (one !== "HEAD") routes.push({ method: one, pattern });
  });
  return (url) => {
    const path = url.split("?")[0] ?? url;
    return [
      ...new Set(routes.flatMap(({ method, pattern }) => (pattern.test(path) ? [method] : []))),
    ];
  };
}

const closing = { connection: "close" } as const;

/** What Fastify and Node say, in our words. */
function translated(error: Error & { readonly code?: string }, request: FastifyRequest): Refusal {
  switch (error.code) {
    case "FST_ERR_CTP_BODY_TOO_LARGE":
      return request.headers["content-encoding"] === undefined
        ? new Refusal("body-too-large", `a body has at most ${bodyBytesMax} bytes`, [], closing)
        : new Refusal(
            "inflated-too-large",
            `a body unpacks to at most ${bodyBytesMax} bytes`,
            [],
            closing,
          );
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE":
    case "FST_ERR_CTP_EMPTY_TYPE":
    case "FST_ERR_ROUTE_MISSING_CONTENT_TYPE":
      return unsupportedMediaType(request);
    case "FST_ERR_CTP_EMPTY_JSON_BODY":
    case "FST_ERR_CTP_INVALID_CONTENT_LENGTH":
      return new Refusal("malformed-body", "the body is empty or shorter than its stated length");
    case "Z_DATA_ERROR":
    case "Z_BUF_ERROR":
      return new Refusal("malformed-body", "the packed body is damaged or cut short");
    case "ERR_STREAM_PREMATURE_CLOSE":
      return new Refusal("malformed-body", "the body ended early");
    default:
      // A connection that is reset may be the caller's or the database's: it is the caller's while the body is missing.
      if (error.code === "ECONNRESET" && !request.raw.complete)
        return new Refusal("malformed-body", "the body ended early");
      if (isPassing(error)) return cannotNow();
      return new Refusal("internal", "something broke inside; the request id finds it in the log");
  }
}

/** Whether the database could not do it now and may do it later: it is away, busy, full, or ended the transaction. */
function isPassing(error: Error & { readonly code?: string }): boolean {
  const failure = failureKind(error);
  // Class 53: no disk space, no memory, no connection left. 57014: the statement took too long.
  const exhausted = /^(53...|57014)$/.test(error.code ?? "");
  return failure === "rolled-back" || failure === "connection-lost" || exhausted;
}

const cannotNow = (): Refusal =>
  new Refusal(
    "retry-later",
    "the database cannot do that now; the same request is safe to repeat",
    [],
    {
      "retry-after": "1",
    },
  );
