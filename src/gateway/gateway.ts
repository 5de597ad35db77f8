import http from "node:http";
import type { Api } from "../model/api.ts";
import type { Meter } from "../model/meter.ts";
import type { Spool, SpoolPlace } from "../spool/spool.ts";
import type { Access, AskedCall } from "./access.ts";
import { passBody } from "./body-stream.ts";
import { type CallFigures, callEvents, pointersOf } from "./call-events.ts";
import { type DeclaredValues, declaredValues, type StrayValue } from "./declared-values.ts";
import { headerOf, passedOn } from "./header-lines.ts";
import type { Watch } from "./health/watch-services.ts";
import { callMatcher, type MatchedCall } from "./match-call.ts";
import { type BodyFields, bodyFields } from "./measure/body-fields.ts";
import { type GatewayProblem, problemAnswer, rateLimitHeaders } from "./problem.ts";
import { headFault } from "./request-guard.ts";
import { answerOf, hasBody, isAway } from "./upstream-answer.ts";
import { agentFor, bringsBody, type UpstreamTerms, upstreamRequest } from "./upstream-call.ts";
import { recordOf } from "./usage-record.ts";

/** What a gateway reads of a model. */
export interface ServedModel {
  readonly apis: Readonly<Record<string, Api>>;
  readonly meters: Readonly<Record<string, Meter>>;
}

/** What a gateway stands on. */
export interface GatewayParts {
  /** To begin with. */
  readonly served: ServedModel;
  /** What answers for APIs that name no upstream of their own. */
  readonly upstream: string;
  readonly access: Access;
  readonly spool: Spool;
  /** The source of its events: with the id of a call their identity. */
  readonly source: string;
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
  /** Milliseconds of a clock that only goes forward. */
  readonly monotonicMs: () => number;
  /** How long an upstream may keep silent, in milliseconds. */
  readonly silenceMsMax: number;
  /** An upstream answered a call, or did not: how an API is follows from that. */
  readonly called?: Watch["called"];
  /** What becomes of calls whose usage cannot be kept: they are refused, or pass and are not metered. */
  readonly whenUnkept: "refuse" | "pass";
  /** A call passed whose usage could not be kept. */
  readonly unkept: () => void;
  /** An event had a value that no meter takes, and another was metered in its place. */
  readonly strayed: (stray: StrayValue) => void;
  /** Usage was kept, and can be posted. */
  readonly kept: () => void;
  /** Something went wrong that no caller is told of in full. */
  readonly warn: (message: string) => void;
}

/** A gateway that may listen. */
export interface Gateway {
  readonly server: http.Server;
  /** Takes calls by this model from now on; calls in flight end as they began. */
  readonly serve: (model: ServedModel) => void;
  /** Takes no new calls; returns when those in flight have ended, with how many of them were broken off at the limit. */
  readonly close: (limit: Promise<unknown>) => Promise<number>;
}

/** The most that the events of one call take in the spool: 64 properties of a thousand characters each are never reached in practice. */
const callBytesMax = 128 << 10;
const keyHeaders = ["authorization", "x-api-key"] as const;
/** What the upstream learns of the caller; what callers themselves write there is not passed on. */
const customerHeader = "florin-customer";

/** Makes a reverse proxy that lets calls through that may pass, and keeps what they used before their answer ends. */
export function createGateway(parts: GatewayParts): Gateway {
  const reading = ({ apis, meters }: ServedModel) => ({
    apis,
    match: callMatcher(apis),
    values: declaredValues(meters),
  });
  let served = reading(parts.served);
  const upstreams = new Map<string, UpstreamTerms>();
  const upstreamOf = ({ api }: MatchedCall): UpstreamTerms => {
    const name = api.upstream ?? parts.upstream;
    const known = upstreams.get(name);
    if (known !== undefined) return known;
    const url = new URL(name);
    const made = { url, agent: agentFor(url), silenceMsMax: parts.silenceMsMax };
    upstreams.set(name, made);
    return made;
  };
  let calls = 0;

  const refuse = (
    response: http.ServerResponse,
    code: GatewayProblem,
    more: Parameters<typeof problemAnswer>[2] = {},
  ): void => {
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const { status, headers, body } = problemAnswer(code, parts.nowMs(), more);
    response.writeHead(status, [...headers]);
    response.end(body);
  };

  const handle = async (
    request: http.IncomingMessage,
    response: http.ServerResponse,
  ): Promise<void> => {
    const began = parts.monotonicMs();
    const target = request.url ?? "/";
    const fault = isClosing ? "stopping" : headFault({ target, headers: request.rawHeaders });
    if (fault !== undefined) return refuse(response, fault);
    const path = target.split("?")[0] ?? "/";
    const { apis, match, values } = served;
    const method = request.method ?? "GET";
    const call = match(method, path);
    if (call === undefined) return refuse(response, "no-such-api");
    const age = ageHeaders(call, apis);
    const today = new Date(parts.nowMs()).toISOString().slice(0, 10);
    if (call.api.sunset !== undefined && today >= call.api.sunset)
      return refuse(response, "api-ended", { headers: age });
    const key = keyOf(request.rawHeaders);
    let asked: AskedCall;
    let customer: string | undefined;
    try {
      customer = key === undefined ? undefined : await parts.access.holder(key);
      if (customer === undefined) return refuse(response, "unauthenticated");
      asked = await parts.access.ask(customer, call);
    } catch (error) {
      parts.warn(`access cannot be decided: ${String(error)}`);
      return refuse(response, "server-unreachable");
    }
    const { decision } = asked;
    const unsold = decision.refusal === undefined ? values.unsold(call, method) : undefined;
    if (unsold !== undefined) {
      asked.dropped();
      return refuse(response, "not-sold", { because: unsold });
    }
    const measures = (call.terms.events ?? []).length > 0;
    const place =
      decision.refusal === undefined && measures ? parts.spool.place(callBytesMax) : undefined;
    const isKept = !measures || place !== undefined || parts.whenUnkept === "pass";
    if (decision.refusal !== undefined || !isKept) {
      asked.dropped();
      const unkept = parts.spool.isFailing() ? "usage-spool-failed" : "usage-spool-full";
      return refuse(response, decision.refusal ?? unkept, { decision });
    }
    calls += 1;
    const headers = [...rateLimitHeaders(decision.quotas, parts.nowMs()), ...age];
    const id = `${asked.run}-${calls}`;
    await forward({ request, response, call, values, customer, asked, place, began, headers, id });
  };

  interface Forwarded {
    readonly request: http.IncomingMessage;
    readonly response: http.ServerResponse;
    readonly call: MatchedCall;
    readonly values: DeclaredValues;
    readonly customer: string;
    readonly asked: AskedCall;
    readonly place: SpoolPlace | undefined;
    readonly began: number;
    /** Added to the answer's own. */
    readonly headers: readonly string[];
    readonly id: string;
  }

  const forward = async (one: Forwarded): Promise<void> => {
    const { request, response, call, customer, asked, place } = one;
    if (response.destroyed) {
      place?.release();
      asked.dropped();
      return;
    }
    const terms = upstreamOf(call);
    const toUpstream = upstreamRequest(terms, request, {
      without: [...keyHeaders, customerHeader],
      headers: [customerHeader, encodeURIComponent(customer)],
    });
    breakOffSilent(request, response, terms.silenceMsMax);
    const requestFields = bodyFields(kindOf(request), pointersOf(call, "request"));
    let requestBytes = 0;
    const counted: BodyFields = {
      finish: requestFields.finish,
      push: (bytes) => {
        requestBytes += bytes.length;
        return requestFields.push(bytes);
      },
    };
    if (bringsBody(request))
      void passBody(request, toUpstream, {
        fields: counted,
        announced: announcedBy(request),
        readOn: true,
        beforeEnd: async () => undefined,
      });
    else {
      request.resume();
      toUpstream.end();
    }
    // Also for a caller who hangs up: the upstream does what it has the whole request of, so hanging up must not make it free.
    unanswered.add(toUpstream);
    const answer = await answerOf(toUpstream, terms.silenceMsMax);
    unanswered.delete(toUpstream);
    // A caller who hangs up says nothing of the upstream.
    if (!response.destroyed) {
      const well = typeof answer !== "string" && !isAway(answer);
      const milliseconds = parts.monotonicMs() - one.began;
      parts.called?.(call.apiId, { by: "call", well, milliseconds });
    }
    if (typeof answer === "string") {
      place?.release();
      asked.dropped();
      request.resume();
      if (!response.destroyed) refuse(response, answer);
      return;
    }
    answer.setTimeout(terms.silenceMsMax, () => answer.destroy());
    const responseFields = bodyFields(kindOf(answer), pointersOf(call, "response"));
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, [
      ...passedOn(answer.rawHeaders, ["ratelimit", "ratelimit-policy"]),
      ...one.headers,
    ]);
    // Without a body the head is all of the answer, so it waits for the usage to be kept; so it does with a body that came with it.
    const head = hasBody(request, answer) ? setImmediate(() => response.flushHeaders()) : undefined;
    await passBody(answer, response, {
      fields: responseFields,
      readOn: false,
      announced: announcedBy(answer),
      beforeEnd: async ({ bytes, whole }) => {
        clearImmediate(head);
        const figures: CallFigures = {
          method: request.method ?? "GET",
          status: answer.statusCode ?? 502,
          requestBytes,
          responseBytes: bytes,
          milliseconds: Math.max(0, Math.round(parts.monotonicMs() - one.began)),
          // A caller who hangs up has used what was answered so far.
          whole: whole || response.destroyed,
          requestFields: await requestFields.finish(),
          responseFields: await responseFields.finish(),
        };
        await keep(one, figures);
      },
    });
  };

  /** Keeps a call's events; throws where they could not be kept, so that its answer does not end well. */
  const keep = async (
    { call, values, customer, asked, place, id }: Forwarded,
    figures: CallFigures,
  ): Promise<void> => {
    const time = new Date(parts.nowMs()).toISOString();
    const fitted = callEvents(call, figures, { id, source: parts.source, customer, time }).map(
      ({ event, made }) => values.fitEvent(event, made),
    );
    const events = fitted.map(({ event }) => event);
    if (place === undefined || events.length === 0) {
      place?.release();
      asked.dropped();
      if (events.length > 0) parts.unkept();
      return;
    }
    try {
      await place.append(recordOf(events));
    } catch (error) {
      asked.dropped();
      parts.warn(`usage of a call could not be kept: ${String(error)}`);
      if (parts.whenUnkept === "refuse") throw error;
      parts.unkept();
      return;
    }
    asked.ended(events);
    for (const { strays } of fitted) for (const stray of strays) parts.strayed(stray);
    parts.kept();
  };

  const inFlight = new Set<Promise<void>>();
  const unanswered = new Set<http.ClientRequest>();
  let isClosing = false;
  const server = http.createServer(connectionTerms(parts), (request, response) => {
    request.on("error", () => undefined);
    response.on("error", () => undefined);
    if (isClosing) response.shouldKeepAlive = false;
    const handled = handle(request, response).catch((error: unknown) => {
      parts.warn(`a call failed: ${String(error)}`);
      refuse(response, "upstream-unreachable");
    });
    inFlight.add(handled);
    void handled.finally(() => {
      inFlight.delete(handled);
      if (isClosing) server.closeIdleConnections();
    });
  });
  return {
    server,
    serve: (model) => {
      served = reading(model);
    },
    close: async (limit) => {
      isClosing = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const ended = Promise.all(inFlight);
      await Promise.race([ended, limit]);
      const cut = inFlight.size;
      server.closeAllConnections();
      for (const request of unanswered) request.destroy();
      await ended;
      await closed;
      for (const { agent } of upstreams.values()) agent.destroy();
      return cut;
    },
  };
}

/** The largest head of a request, in bytes; a larger one is a 431. */
const headBytesMax = 16 << 10;

/** What a connection may do. A request may last as long as its body goes on; who keeps silent in it is cut off. */
const connectionTerms = ({ silenceMsMax }: GatewayParts): http.ServerOptions => ({
  insecureHTTPParser: false,
  maxHeaderSize: headBytesMax,
  headersTimeout: Math.min(60_000, silenceMsMax),
  requestTimeout: 0,
});

/** How many bytes a body is announced to have; undefined where only its end tells. */
const announcedBy = ({ headers }: http.IncomingMessage): number | undefined => {
  const length = headers["content-length"];
  return length === undefined ? undefined : Number(length);
};

const kindOf = ({ headers }: http.IncomingMessage) => ({
  contentType: headers["content-type"],
  contentEncoding: headers["content-encoding"],
});

/** Breaks off a caller who stops in the middle of a body. */
function breakOffSilent(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  silenceMsMax: number,
): void {
  if (request.complete) return;
  request.setTimeout(silenceMsMax, () => request.destroy());
  request.once("end", () => {
    if (!response.writableFinished) request.socket.setTimeout(0);
  });
}

/** The key of a call: a bearer token, else `X-Api-Key`. */
function keyOf(headers: readonly string[]): string | undefined {
  const bearer = /^Bearer ([^\s,]+)$/i.exec(headerOf(headers, "authorization") ?? "")?.[1];
  return bearer ?? headerOf(headers, "x-api-key");
}

/** `Deprecation` (RFC 9745), `Sunset` (RFC 8594) and the successor of an API. */
function ageHeaders({ api }: MatchedCall, apis: Readonly<Record<string, Api>>): readonly string[] {
  const { deprecated, sunset, successor } = api;
  const next = successor === undefined ? undefined : apis[successor];
  const startOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);
  return [
    ...(deprecated === undefined ? [] : ["deprecation", `@${startOf(deprecated) / 1000}`]),
    ...(sunset === undefined ? [] : ["sunset", new Date(startOf(sunset)).toUTCString()]),
    ...(next === undefined || (deprecated ?? sunset) === undefined
      ? []
      : ["link", `<${next.path}>; rel="successor-version"`]),
  ];
}
