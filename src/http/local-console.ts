import type { FastifyInstance, FastifyRequest } from "fastify";
import { isLoopback } from "./asking-address.ts";
import { type Credentials, sessionCookie } from "./authenticate.ts";
import { isLoopbackName, setCookie } from "./session-cookie.ts";

/**
 * Signs in who opens a page of the console on the server's own machine: by its address, under its own name and through no proxy. A
 * page of another site that leads here by a name of its own is none of them.
 */
export function openLocally(
  app: FastifyInstance,
  { bySession, open }: Pick<Credentials, "bySession"> & { readonly open: () => string },
): void {
  app.addHook("onRequest", async (request, reply) => {
    if (request.routeOptions.config.isPage !== true || !isLocal(request)) return;
    const token = request.cookies[sessionCookie];
    const known = token === undefined ? undefined : await bySession(token);
    if (known === undefined) setCookie(request, reply, open());
  });
}

const isLocal = ({ socket, hostname, headers }: FastifyRequest): boolean =>
  isLoopback(socket.remoteAddress ?? "") &&
  isLoopbackName(hostname) &&
  headers.forwarded === undefined &&
  headers["x-forwarded-for"] === undefined;
