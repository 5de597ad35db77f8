import type { FastifyInstance, FastifyRequest } from "fastify";
import { type Refusal, refusalOf } from "./problem.ts";

/** What the API answers with, and the ranges that let it. */
const offered: ReadonlySet<string> = new Set([
  "application/json",
  "application/problem+json",
  "application/x-ndjson",
  "application/*",
  "*/*",
]);

/** Refuses a request to `/v1` that accepts none of what the API answers with, and a body in another charset than UTF-8. */
export function negotiateContent(app: FastifyInstance): void {
  app.addHook("onRequest", (request, _reply, done) => {
    const { accept, "content-type": type } = request.headers;
    if (type !== undefined && isOtherCharset(type)) return done(otherCharset(type));
    if (accept === undefined || accept === "*/*" || !request.url.startsWith("/v1/")) return done();
    if (answersFiles(request) || acceptsAny(accept, offered)) return done();
    return done(notAcceptable(accept, "application/json"));
  });
}

/** Routes whose answer is of a type that depends on what is asked: they look at it themselves. */
const answersFiles = ({ routeOptions }: FastifyRequest): boolean =>
  /^\/v1\/(?:(?:invoices\/:id\/documents|document-settings)\/|(?:metrics|live)$)/.test(
    routeOptions.url ?? "",
  );

/** Refuses a request that does not accept the type, with or without parameters, that it would be answered with. */
export function refuseUnlessAccepted(request: FastifyRequest, type: string): void {
  const { accept } = request.headers;
  const [plain = ""] = type.split(";");
  const ranges = new Set([plain, plain.replace(/\/.*/, "/*"), "*/*"]);
  if (accept !== undefined && !acceptsAny(accept, ranges)) throw notAcceptable(accept, plain);
}

/**
 * The first of the types that the request accepts best, by its quality values; the first of all where it says nothing.
 * Refuses one that accepts none of them.
 */
export function acceptedOf<const T extends string>(
  { headers: { accept } }: FastifyRequest,
  types: readonly [T, ...T[]],
): T {
  if (accept === undefined) return types[0];
  const qualities = types.map((type) => ({ type, quality: qualityOf(accept, type) }));
  const best = Math.max(...qualities.map(({ quality }) => quality));
  const found = qualities.find(({ quality }) => quality === best);
  if (found === undefined || best === 0) throw notAcceptable(accept, types.join(" or "));
  return found.type;
}

/** How much a type is wanted, 0 to 1: by the range that is nearest to it (RFC 9110, 12.5.1). */
function qualityOf(accept: string, type: string): number {
  const ranges = [type, type.replace(/\/.*/, "/*"), "*/*"];
  for (const wanted of ranges)
    for (const range of accept.split(",")) {
      const [name = "", ...parameters] = range.split(";").map((one) => one.trim().toLowerCase());
      if (name !== wanted) continue;
      const stated = parameters
        .map((one) => /^q=([01](?:\.\d{0,3})?)$/.exec(one)?.[1])
        .find(Boolean);
      return stated === undefined ? 1 : Math.min(1, Number(stated));
    }
  return 0;
}

const otherCharset = (type: string): Refusal =>
  refusalOf([
    {
      code: "unsupported-media-type",
      path: "/headers/content-type",
      message: "a body is text in UTF-8",
      value: type,
      suggestion: "send charset=utf-8, or leave it out",
    },
  ]);

const notAcceptable = (accept: string, type: string): Refusal =>
  refusalOf([
    {
      code: "not-acceptable",
      path: "/headers/accept",
      message: `this route answers ${type}`,
      value: accept,
      suggestion: `accept ${type}, or leave Accept out`,
    },
  ]);

const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i;

const isOtherCharset = (type: string): boolean => {
  if (type === "application/json") return false;
  const [, name = "utf-8"] = charset.exec(type) ?? [];
  return !/^(utf-?8|us-ascii)$/i.test(name);
};

function acceptsAny(accept: string, ranges: ReadonlySet<string>): boolean {
  return accept.split(",").some((range) => {
    const [type = "", ...parameters] = range.split(";").map((part) => part.trim().toLowerCase());
    return ranges.has(type) && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}
