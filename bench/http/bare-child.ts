import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Listening } from "./wire.ts";

/** The least a server can do with an event: read the body, parse it, answer. Nothing is checked and nothing is kept. */
const server = createServer((request, response) => {
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
