import type { Action } from "../../access/actions.ts";
import { type Allowed, allows } from "../../access/allows.ts";
import { ok, type Result, refuse } from "../../fault/fault.ts";
import { generalResources } from "../../mcp/general-resources.ts";
import type { Resource } from "../../mcp/tool.ts";
import type { ModelSummary } from "../../services/models/model-summary.ts";
import { isRecord } from "../record.ts";
import type { AskRoute } from "./asked-route.ts";
import { proposableText } from "./proposable.ts";

/** A text of a tenant that a model can read, and what a key needs for it. */
interface RouteResource extends Omit<Resource, "read"> {
  readonly action: Action;
  readonly read: (ask: AskRoute) => Promise<Result<string>>;
}

const json = "application/json" as const;

const routeResources: readonly RouteResource[] = [
  {
    uri: "florin://model",
    name: "model",
    title: "The current model",
    description:
      "The newest published version, whole: what is sold, at which prices, and the plan.",
    mimeType: json,
    action: "models.read",
    read: currentModel,
  },
  {
    uri: "florin://changes",
    name: "changes",
    title: "What can be proposed",
    description: "Every change that propose_change takes, with a body as an example.",
    mimeType: "text/markdown",
    action: "approvals.propose",
    read: async () => ok(proposableText()),
  },
  {
    uri: "florin://metric-definitions",
    name: "metric-definitions",
    title: "How metrics are counted",
    description: "Every metric with its definition and formula, and the settings that hold.",
    mimeType: json,
    action: "metrics.read",
    read: async (ask) => read(ask, "/v1/metrics/definitions"),
  },
];

/** What somebody may read whole. */
export const resourcesOf = (allowed: Allowed, ask: AskRoute): readonly Resource[] => [
  ...generalResources,
  ...routeResources
    .filter(({ action }) => allows(allowed, action))
    .map((resource) => ({ ...resource, read: () => resource.read(ask) })),
];

/** The last of the list, which is in the order of publishing. */
async function currentModel(ask: AskRoute): Promise<Result<string>> {
  const { json: found } = await ask({ method: "GET", url: "/v1/models" });
  const versions = isRecord(found) ? (found.items as readonly ModelSummary[]) : [];
  const newest = versions.at(-1);
  if (newest === undefined)
    return refuse({ code: "no-model", path: "", message: "no model is published yet" });
  const [id, version] = [newest.id, newest.version].map(encodeURIComponent);
  return read(ask, `/v1/models/${id}/versions/${version}`);
}

async function read(ask: AskRoute, url: string): Promise<Result<string>> {
  const { status, json: found } = await ask({ method: "GET", url });
  if (status === 200) return ok(JSON.stringify(found));
  const problem = isRecord(found) ? found : {};
  return refuse({ code: String(problem.code), path: "", message: String(problem.detail) });
}
