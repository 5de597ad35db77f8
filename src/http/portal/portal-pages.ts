import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import staticFiles from "@fastify/static";
import type { FastifyInstance, FastifyReply } from "fastify";
import type { Portal } from "../../services/portal/portal.ts";
import { Refusal } from "../problem.ts";
import { pathPart } from "../query.ts";

/** Everything comes from this server, but for the picture of a brand, which is within the answer. Nothing is inline. */
const contentPolicy = (ancestors: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${ancestors.length === 0 ? "'none'" : ancestors.join(" ")}`,
  ].join("; ");

/**
 * Serves the portal's built pages: the same page at every place, which nobody may frame, and at `/portal/embed/{environment}` for pages
 * of the origins that its settings name. It holds nothing of anybody: what it shows, it asks for with a session.
 */
export async function servePortalPages(
  app: FastifyInstance,
  folder: string | undefined,
  portal: Pick<Portal, "origins">,
): Promise<void> {
  if (folder === undefined || !existsSync(join(folder, "index.html"))) return;
  const page = await readFile(join(folder, "index.html"), "utf8");
  await app.register(staticFiles, {
    root: join(folder, "assets"),
    prefix: "/portal/assets/",
    decorateReply: false,
    immutable: true,
    maxAge: "365d",
  });
  const show = (reply: FastifyReply, ancestors: readonly string[] = []): FastifyReply =>
    reply
      .type("text/html; charset=utf-8")
      .header("content-security-policy", contentPolicy(ancestors))
      .header("cache-control", "no-cache")
      .send(page);
  const config = { isPage: true };
  for (const place of ["/portal", "/portal/*"])
    app.get(place, { config }, async (request, reply) => {
      if (request.url.startsWith("/portal/v1/"))
        throw new Refusal("no-such-route", "the portal has no such route");
      return show(reply);
    });
  for (const place of ["/portal/embed/:environment", "/portal/embed/:environment/*"])
    app.get(place, { config }, async (request, reply) => {
      const environment = pathPart(request, "environment");
      const isName = /^[a-z0-9-]{1,63}$/.test(environment);
      // Of an environment that is not there nobody named an origin: the answer is as of one that names none.
      return show(reply, isName ? await portal.origins(environment) : []);
    });
}
