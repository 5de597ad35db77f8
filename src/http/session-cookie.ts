import type { FastifyReply, FastifyRequest } from "fastify";
import { sessionCookie } from "./authenticate.ts";
import { Refusal } from "./problem.ts";

/** A cookie that leaves this machine goes over TLS only; who reaches the server by another name has a proxy that ends it. */
export const cookieOf = (request: FastifyRequest) =>
  ({
    path: "/",
    httpOnly: true,
    sameSite: "strict",
    secure: !isLoopbackName(request.hostname),
  }) as const;

/** Whether a name is of the caller's own machine. */
export const isLoopbackName = (host: string): boolean =>
  /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/i.test(host);

/** Signs a browser in, for twelve hours unless told otherwise. */
export const setCookie = (
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
  seconds = 12 * 3_600,
): void => {
  reply.setCookie(sessionCookie, token, { ...cookieOf(request), maxAge: seconds });
};

/** A form on another site can post here; its Origin gives it away. */
export function refuseForeignOrigin(origin: string | undefined, host: string | undefined): void {
  if (origin === undefined) return;
  if (URL.canParse(origin) && new URL(origin).host === host) return;
  throw new Refusal("csrf-refused", "only the pages of this server may send that");
}
