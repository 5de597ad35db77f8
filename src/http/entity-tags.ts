import type { FastifyRequest } from "fastify";

/**
 * Whether a request says that its sender has what carries a tag: `If-None-Match`, by the weak comparison that RFC 9110
 * section 13.1.2 demands of it.
 */
export function hasTag(request: FastifyRequest): (etag: string) => boolean {
  const header = request.headers["if-none-match"];
  if (header === undefined) return () => false;
  const known = tagsIn(header);
  return (etag) => known.has("*") || known.has(etag);
}

/** The tags that a header names, weak ones as the strong ones that they stand for; `*` stands for any. */
export const tagsIn = (header: string): ReadonlySet<string> =>
  new Set(header.match(/"[^"]*"|\*/g) ?? []);
