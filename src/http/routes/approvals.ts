import type { FastifyInstance } from "fastify";
import { actions } from "../../access/actions.ts";
import { isKeepable } from "../../governance/approval-policy.ts";
import {
  approvalPolicyShape,
  approvalStates,
  decisionShape,
  type ProposedWrite,
  proposedWriteShape,
  refusalShape,
} from "../../services/governance/approval-shapes.ts";
import type { Approvals } from "../../services/governance/approvals.ts";
import { customerNamed } from "../acts.ts";
import { reader, writer } from "../authenticate.ts";
import { bytesOf, onceOf, sendStored } from "../idempotency.ts";
import { actionAt, type Passes, personIn } from "../kept-writes.ts";
import { bodyAs } from "../payment-requests.ts";
import { refusalOf } from "../problem.ts";
import { choiceOf, dayBounds, noQuery, pageOf, pathPart, queryOf, stated } from "../query.ts";
import { accept } from "../read-body.ts";

/** `/v1/approvals`: changes that wait for a second person; `/v1/approval-policy`: which ones do. */
export function approvalRoutes(app: FastifyInstance, approvals: Approvals, passes: Passes): void {
  app.get("/v1/approval-policy", async (request) => {
    noQuery(request);
    return approvals.policy(reader(request).tenant);
  });
  app.put("/v1/approval-policy", async (request) => {
    const { tenant } = writer(request);
    noQuery(request);
    return accept(await approvals.savePolicy(tenant, bodyAs(request, approvalPolicyShape)));
  });
  app.get("/v1/approvals", async (request) => {
    const query = queryOf(request, [
      ...(["state", "action", "customer", "askedBy", "askedFrom", "askedTo"] as const),
      ...(["limit", "cursor"] as const),
    ]);
    const { customer, askedBy } = query;
    const action = choiceOf(query.action, "action", actions);
    const state = choiceOf(query.state, "state", approvalStates);
    return approvals.list(reader(request).tenant, {
      ...pageOf(query),
      ...(state === undefined ? {} : { state }),
      ...stated({ action, customer, askedBy }),
      ...dayBounds(query, "asked"),
    });
  });
  app.get("/v1/approvals/:id", async (request) => {
    noQuery(request);
    return accept(await approvals.find(reader(request).tenant, pathPart(request, "id")));
  });
  app.post("/v1/approvals", async (request, reply) => {
    const principal = writer(request);
    noQuery(request);
    const { tenant } = principal;
    const once = onceOf(request);
    const proposed = bodyAs(request, proposedWriteShape, "document");
    const write = writeOf(proposed);
    // A rule that would make it wait says who may approve it.
    const route = `${write.method} ${write.path}`;
    const rule = await approvals.ruleFor(tenant, { ...write, route });
    const asked = await approvals.ask(tenant, personIn(principal), write, rule, once);
    return sendStored(reply, accept(asked));
  });
  app.post("/v1/approvals/:id/approve", async (request) => {
    const principal = writer(request);
    noQuery(request);
    const id = pathPart(request, "id");
    const hasBody = bytesOf(request.body).length > 0;
    const { reason } = hasBody ? bodyAs(request, decisionShape) : {};
    const perform = passes.performFor(principal);
    const decider = personIn(principal);
    return accept(await approvals.approve(principal.tenant, decider, id, { reason, perform }));
  });
  app.post("/v1/approvals/:id/refuse", async (request) => {
    const principal = writer(request);
    noQuery(request);
    const { reason } = bodyAs(request, refusalShape);
    const id = pathPart(request, "id");
    return accept(await approvals.refuse(principal.tenant, personIn(principal), id, reason));
  });
}

/** The write that is proposed. Refuses a path that changes nothing, and what cannot wait. */
function writeOf({ method, path, body, why }: ProposedWrite) {
  const action = path.startsWith("/v1/") ? actionAt(method, path) : undefined;
  if (action === undefined || !isKeepable(action))
    throw refusalOf([
      {
        code: "not-approvable",
        path: "/path",
        message:
          action === undefined
            ? "there is no such route under /v1 that changes something"
            : `no request for ${action} can wait for approval`,
        value: `${method} ${path}`.slice(0, 60),
        suggestion: "name a route as /openapi.json has it, with its ids and without a query",
      },
    ]);
  const text = body === undefined ? null : JSON.stringify(body);
  return { action, method, path, body: text, customer: customerNamed(path, text), why };
}
