import type { FastifyRequest } from "fastify";
import type { Browser } from "../services/sign-in.ts";

const agentLengthMax = 200;
const addressLengthMax = 45;

/** Where somebody signs in from. */
export const browserOf = ({ headers, socket }: FastifyRequest): Browser => ({
  agent: (headers["user-agent"] ?? "").replaceAll(/[^\x20-\x7e]/g, "").slice(0, agentLengthMax),
  address: askingAddress(socket.remoteAddress ?? "", headers["x-forwarded-for"]),
});

/**
 * The address that a request is counted under. A proxy on this machine says whom it asks for, as the last address of
 * `X-Forwarded-For`: those before it are what its caller claimed. Of anybody else the header is not believed.
 */
export function askingAddress(
  socketAddress: string,
  forwardedFor: string | readonly string[] | undefined,
): string {
  if (!isLoopback(socketAddress)) return socketAddress;
  const last = [forwardedFor ?? []].flat().join(",").split(",").at(-1)?.trim() ?? "";
  return last === "" ? socketAddress : last.slice(0, addressLengthMax);
}

/** Whether an address is of this machine. */
export const isLoopback = (address: string): boolean =>
  /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/i.test(address);
