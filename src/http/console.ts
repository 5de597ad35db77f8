import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import staticFiles from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

/** Everything comes from this server, and nothing is inline but the picture of a brand, which is seen before it is saved. */
const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** Headers of every answer. */
export const safeHeaders = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
} as const;

/** Serves the built console at `/`: its files, and its page for every path that is a place in it. */
export async function serveConsole(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, "index.html"))) return;
  const page = await readFile(join(folder, "index.html"), "utf8");
  await app.register(staticFiles, {
    root: join(folder, "assets"),
    prefix: "/assets/",
    immutable: true,
    maxAge: "365d",
  });
  const places = [
    "/",
    "/customers",
    "/customers/*",
    "/invoices",
    "/invoices/*",
    "/usage",
    "/alerts",
    "/events",
    "/events/*",
    "/plans",
    "/apis",
    "/engines",
    // Not `/metrics`, where monitoring looks for those of the process.
    "/business-metrics",
    "/documents",
    "/ledger",
    "/ledger/entries",
    "/ledger/by-hand",
    "/currencies",
    "/currencies/*",
    "/payments",
    "/payments/disputes",
    "/payments/payouts",
    "/contracts",
    "/contracts/*",
    "/projects",
    "/subscriptions",
    "/subscriptions/*",
    "/dunning",
    "/credits",
    "/receivables",
    "/revenue",
    "/closes",
    "/model",
    "/plan",
    "/plan/*",
    "/webhooks",
    "/webhooks/*",
    "/requests",
    "/api-keys",
    "/environments",
    "/members",
    "/roles",
    "/sessions",
    "/account",
    "/settings",
    "/portal-settings",
    "/approvals",
    "/audit-log",
    "/invitation",
    "/recovery",
    "/reference",
    "/sign-in",
    "/set-up",
  ];
  const show = (reply: FastifyReply): FastifyReply =>
    reply
      .type("text/html; charset=utf-8")
      .header("content-security-policy", contentPolicy)
      .header("cache-control", "no-cache")
      .send(page);
  for (const place of places)
    app.get(place, { config: { isPage: true } }, async (_request, reply) => show(reply));
  // A mistyped address gets the same page, which says that there is none; programs get a problem document.
  app.addHook("onRequest", (request, reply, done) => {
    if (request.is404 && isBrowsing(request)) show(reply.code(404));
    else done();
  });
}

/** Whether somebody opens a page, and not a route of the API. */
const isBrowsing = ({ method, url, headers }: FastifyRequest): boolean =>
  (method === "GET" || method === "HEAD") &&
  !/^\/v\d/.test(url) &&
  (headers.accept ?? "").includes("text/html");
