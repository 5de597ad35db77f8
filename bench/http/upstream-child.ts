import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Listening } from "./wire.ts";

/** What stands behind the proxies: a short answer, or an event stream of 32 pieces, each written by itself. */
const pieces = 32;
const piece = `data: {"text":"${"x".repeat(180)}"}\n\n`;
const answer = JSON.stringify({ result: "x".repeat(140) });

const server = createServer((request, response) => {
  request.resume();
  if (request.url !== "/v1/stream") {
    response.setHeader("content-type", "application/json");
    response.end(answer);
    return;
  }
  response.writeHead(200, { "content-type": "text/event-stream" });
  let left = pieces;
  const writeNext = (): void => {
    left -= 1;
    if (left === 0) response.end("data: [DONE]\n\n");
    else {
      response.write(piece);
      setImmediate(writeNext);
    }
  };
  writeNext();
});

server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  process.send?.({ kind: "listening", port } satisfies Listening);
});
process.on("disconnect", () => process.exit());
