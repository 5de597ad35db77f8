import type { FastifyInstance, FastifyRequest } from "fastify";
import { inSpan } from "../observe/active-span.ts";
import type { OnAnswered } from "../observe/answered-request.ts";
import { readTraceParent } from "../observe/traceparent.ts";
import type { OpenSpan, SpanBeginning, Tracer } from "../observe/tracer.ts";

/** Who watches requests; both are absent where nobody does, and then requests pay nothing. */
export interface RequestWatch {
  readonly onAnswered?: OnAnswered | undefined;
  readonly tracer?: Tracer | undefined;
}

/** What the span of a request is begun with: its method, its route, and the trace that its caller is in. Never the URL. */
export const requestSpan = (
  method: string,
  route: string | undefined,
  traceparent: string | undefined,
): SpanBeginning => ({
  name: route === undefined ? method : `${method} ${route}`,
  kind: "server",
  attributes: {
    "http.request.method": method,
    ...(route === undefined ? {} : { "http.route": route }),
  },
  parent: readTraceParent(traceparent),
});

/** Tells of every request that the framework answers, and traces it. */
export function observeRequests(app: FastifyInstance, { onAnswered, tracer }: RequestWatch): void {
  if (tracer !== undefined) traceRequests(app, tracer);
  if (onAnswered === undefined) return;
  app.addHook("onResponse", (request, reply, done) => {
    onAnswered({
      method: request.method,
      route: request.is404 ? undefined : request.routeOptions.url,
      status: reply.statusCode,
      seconds: reply.elapsedTime / 1_000,
      requestId: request.id,
    });
    done();
  });
}

function traceRequests(app: FastifyInstance, tracer: Tracer): void {
  const opened = new WeakMap<FastifyRequest, OpenSpan>();
  app.addHook("onRequest", (request, _reply, done) => {
    const { traceparent } = request.headers;
    const route = request.is404 ? undefined : request.routeOptions.url;
    const span = tracer.begin(
      requestSpan(request.method, route, typeof traceparent === "string" ? traceparent : undefined),
    );
    opened.set(request, span);
    inSpan(span.span, done);
  });
  app.addHook("onResponse", (request, reply, done) => {
    const { statusCode: status } = reply;
    opened.get(request)?.end({
      attributes: { "http.response.status_code": status, "florin.request_id": request.id },
      ...(status >= 500 ? { error: `status ${status}` } : {}),
    });
    done();
  });
}
