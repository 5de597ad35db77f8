import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Listening } from "./wire.ts";

/** What is answered to a GET: as long as the answer to a question about a feature. */
const decision = JSON.stringify({
  customer: "c-17",
  allowed: true,
  reason: "granted",
  feature: { id: "sso", name: "Single sign-on", kind: "flag", value: true, sources: [] },
  quota: null,
});

/**
 * The least a server can do: with an event, read the body, parse it, answer; with a GET, answer. Nothing is checked and nothing is
 * kept.
 */
const server = createServer((request, response) => {
  if (request.method === "GET") {
    response.setHeader("content-type", "application/json");
    response.end(decision);
    return;
  }
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const event: unknown = JSON.parse(Buffer.concat(chunks).toString());
    const id = typeof event === "object" && event !== null && "id" in event ? event.id : "";
    response.setHeader("content-type", "application/json");
    response.end(`{"id":"${id}","status":"accepted"}`);
  });
});

server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  process.send?.({ kind: "listening", port } satisfies Listening);
});
process.on("disconnect", () => process.exit());
