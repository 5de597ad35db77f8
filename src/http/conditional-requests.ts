import { createHash } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { hasTag, tagsIn } from "./entity-tags.ts";
import { Refusal } from "./problem.ts";

/**
 * Tags every JSON that `/v1` is asked for with a hash of itself, so that who has it already is answered 304 without a body
 * (RFC 9110, 13.1.2), and lets a change be made only to what the caller has seen: `If-Match` on a PUT or DELETE of something that a GET
 * reads (13.1.1).
 */
export function answerConditions(app: FastifyInstance): void {
  app.addHook("onSend", (request, reply, payload, done) => {
    const isOwn = reply.getHeader("etag") !== undefined;
    if (!isTagged(request) || isOwn || reply.statusCode !== 200 || typeof payload !== "string")
      return done(null, payload);
    if (!String(reply.getHeader("content-type")).startsWith("application/json"))
      return done(null, payload);
    const tag = tagOf(payload);
    reply.header("etag", tag).header("cache-control", "private, no-cache");
    if (!hasTag(request)(tag)) return done(null, payload);
    reply.code(304).removeHeader("content-type").removeHeader("content-length");
    return done(null, null);
  });
  app.addHook("preHandler", async (request) => {
    const wanted = request.headers["if-match"];
    if (wanted === undefined || !isChange(request, app)) return;
    const { authorization, cookie } = request.headers;
    const found = await app.inject({
      url: request.url,
      headers: {
        ...(authorization === undefined ? {} : { authorization }),
        ...(cookie === undefined ? {} : { cookie }),
      },
    });
    const tag = String(found.headers.etag);
    const tags = tagsIn(wanted);
    if (found.statusCode === 200 && (tags.has("*") || tags.has(tag))) return;
    throw new Refusal("precondition-failed", "this is no longer what the caller has seen", [], {
      ...(found.statusCode === 200 ? { etag: tag } : {}),
    });
  });
}

const isTagged = ({ method, url }: FastifyRequest): boolean =>
  (method === "GET" || method === "HEAD") && url.startsWith("/v1/");

const isChange = (
  { method, routeOptions: { url } }: FastifyRequest,
  app: FastifyInstance,
): boolean =>
  (method === "PUT" || method === "DELETE") &&
  url !== undefined &&
  url.startsWith("/v1/") &&
  app.hasRoute({ method: "GET", url });

const tagOf = (text: string): string =>
  `"${createHash("sha256").update(text).digest("base64url").slice(0, 27)}"`;
