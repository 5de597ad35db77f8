import { Agent, createServer, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import type { Listening } from "./wire.ts";

/** The least that a reverse proxy does: hand on the request, and hand back the answer as it comes. */
const upstreamPort = Number(process.argv[2]);
const agent = new Agent({ keepAlive: true });

const server = createServer((incoming, outgoing) => {
  const { method, url: path, headers } = incoming;
  const passed = send({ host: "127.0.0.1", port: upstreamPort, method, path, headers, agent });
  passed.on("response", (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  passed.on("error", () => outgoing.destroy());
  incoming.pipe(passed);
});

server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  process.send?.({ kind: "listening", port } satisfies Listening);
});
process.on("disconnect", () => process.exit());
