import type { FastifyInstance, FastifyRequest } from "fastify";
import { answerMessage, protocolVersions } from "../../mcp/agent-server.ts";
import { instructions } from "../../mcp/words.ts";
import { version } from "../../services/software-version.ts";
import { type Guard, reader } from "../authenticate.ts";
import { refuseUnlessAccepted } from "../content-negotiation.ts";
import { Refusal } from "../problem.ts";
import { noQuery } from "../query.ts";
import { strictBody } from "../read-body.ts";
import { refuseForeignOrigin } from "../session-cookie.ts";
import { askingOf } from "./asked-route.ts";
import { resourcesOf } from "./resources.ts";
import { toolsOf } from "./tools.ts";

/**
 * `POST /mcp`: the Model Context Protocol over Streamable HTTP, without sessions: each message is answered by itself, as JSON. Any
 * key may connect; it is shown the tools that it may use. Streams are not offered, so a GET is refused as the protocol says.
 */
export function mcpRoute(app: FastifyInstance, guard: Guard): void {
  app.post("/mcp", { onRequest: guard }, async (request, reply) => {
    noQuery(request);
    refuseUnlessAccepted(request, "application/json");
    // The protocol has servers look: no page may speak to one that only this machine can reach.
    refuseForeignOrigin(request.headers.origin, request.headers.host);
    refuseOtherVersions(request);
    const { allowed } = keyHolder(request);
    const { authorization = "" } = request.headers;
    const ask = askingOf(app, { authorization });
    const answer = await answerMessage(
      { version, instructions, tools: toolsOf(allowed, ask), resources: resourcesOf(allowed, ask) },
      strictBody(request),
    );
    if (answer === undefined) return reply.code(202).send();
    // What cannot be read as a message at all has no request to be answered to.
    return reply.code(answer.id === null ? 400 : 200).send(answer);
  });
}

/** A browser shows a session's cookie by itself, whichever page asks it to. */
function keyHolder(request: FastifyRequest) {
  const principal = reader(request);
  if (principal.kind === "key") return principal;
  throw new Refusal("forbidden", "agents are let in by an API key, not by a browser's session");
}

function refuseOtherVersions({ headers }: FastifyRequest): void {
  const spoken = headers["mcp-protocol-version"];
  if (spoken === undefined || protocolVersions.some((one) => one === spoken)) return;
  const message = `this version of the protocol is not spoken; those are ${protocolVersions.join(", ")}`;
  throw new Refusal("malformed-request", message, [
    { code: "unknown-mcp-version", path: "/headers/mcp-protocol-version", message },
  ]);
}
