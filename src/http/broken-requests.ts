import { randomUUID } from "node:crypto";
import type { Server } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { problemOf, Refusal } from "./problem.ts";
import { problemTypes } from "./problem-types.ts";

/**
 * Answers what never became a request: headers past the limit, bodies that do not arrive, bytes that are no HTTP. The
 * connection is closed afterwards, for nobody knows where the next request would begin.
 */
export function answerBrokenRequest(
  error: Error & { readonly code?: string },
  socket: Socket,
): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy(error);
    return;
  }
  endWith(refusalOfError(error.code), socket);
}

/**
 * Answers what Node would answer with no document or not at all: a tunnel is refused, and an expectation that nobody
 * knows does not keep the request from being read.
 */
export function answerUncommonRequests(server: Server): void {
  server.on("connect", (_request, socket) =>
    endWith(new Refusal("malformed-request", "this server opens no tunnels"), socket),
  );
  server.on("checkExpectation", (request, response) => {
    server.emit("request", request, response);
  });
}

/** Writes the problem document and closes. */
function endWith(refusal: Refusal, socket: Duplex): void {
  const body = JSON.stringify(problemOf(refusal, randomUUID()));
  const { status } = problemTypes[refusal.code];
  const head = [
    `HTTP/1.1 ${status} ${reasons[status] ?? "Bad Request"}`,
    "content-type: application/problem+json",
    `content-length: ${Buffer.byteLength(body)}`,
    "connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}

const reasons: Readonly<Record<number, string>> = {
  408: "Request Timeout",
  431: "Request Header Fields Too Large",
};

function refusalOfError(code: string | undefined): Refusal {
  if (code === "HPE_HEADER_OVERFLOW")
    return new Refusal("headers-too-large", "the headers have at most 16 KiB together");
  if (code === "ERR_HTTP_REQUEST_TIMEOUT")
    return new Refusal("timeout", "the request did not arrive in time");
  return new Refusal("malformed-request", "these bytes are not a request of HTTP/1.1");
}
