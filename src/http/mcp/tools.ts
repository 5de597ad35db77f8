import { type Allowed, allows } from "../../access/allows.ts";
import type { Tool } from "../../mcp/tool.ts";
import type { AskRoute } from "./asked-route.ts";
import { businessTools } from "./business-tools.ts";
import { customerTools } from "./customer-tools.ts";
import { proposalTools } from "./proposal-tools.ts";
import { type RouteTool, routeTool } from "./route-tool.ts";

/** Every tool of a server, in the order in which agents are shown them. */
export const routeTools: readonly RouteTool[] = [
  ...customerTools,
  ...businessTools,
  ...proposalTools,
].map(routeTool);

/** The tools that somebody may use, each asking as they do. */
export const toolsOf = (allowed: Allowed, ask: AskRoute): readonly Tool[] =>
  routeTools
    .filter(({ action }) => allows(allowed, action))
    .map((tool) => ({ ...tool, call: (given) => tool.call(given, ask) }));
