import type { IncomingMessage } from "node:http";
import type { FastifyInstance } from "fastify";
import type { Fault } from "../fault/fault.ts";
import { refusalOf } from "./problem.ts";

/** Headers that say who asks and for what. Node keeps the first of several; a proxy before us may have read the last. */
const single = ["host", "authorization", "content-type"] as const;

/**
 * Refuses a request that two programs may read differently: without the Host that HTTP/1.1 needs, with a header twice
 * that stands once, or with a query that is no valid encoding.
 */
export function refuseUnsound(app: FastifyInstance): void {
  app.addHook("onRequest", (request, _reply, done) => {
    const unsound = unsoundness(request.raw);
    if (unsound === undefined) return done();
    return done(refusalOf([{ code: "malformed-request", ...unsound }]));
  });
}

/** What two programs may read differently in a request; undefined where nothing is. */
export function unsoundness(request: IncomingMessage): Pick<Fault, "path" | "message"> | undefined {
  if (request.headers.host === undefined && request.httpVersion === "1.1")
    return { path: "/headers/host", message: "a request of HTTP/1.1 names its host" };
  const twice = repeated(request);
  if (twice !== undefined)
    return { path: `/headers/${twice}`, message: `the header "${twice}" stands more than once` };
  if (hasSoundQuery(request.url ?? "")) return undefined;
  return { path: "/query", message: "the query is not well encoded" };
}

/** The first header that stands twice and must not. Where as many names as lines came, none does. */
function repeated({ headers, rawHeaders }: IncomingMessage): string | undefined {
  let names = 0;
  for (const _ in headers) names += 1;
  if (names * 2 === rawHeaders.length) return undefined;
  return single.find(
    (name) =>
      rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === name).length > 1,
  );
}

function hasSoundQuery(url: string): boolean {
  const at = url.indexOf("?");
  if (at < 0 || !url.includes("%", at)) return true;
  try {
    decodeURIComponent(url.slice(at + 1));
    return true;
  } catch {
    return false;
  }
}

const absoluteForm = /^https?:\/\/[^/?#]*/i;

/** The path and query of a request line that gives a whole URL, as to a proxy; every server has to take that form. */
export function originForm({ url = "/" }: IncomingMessage): string {
  if (url.startsWith("/")) return url;
  const rest = url.replace(absoluteForm, "");
  return rest.startsWith("/") || rest === url ? rest : `/${rest}`;
}
