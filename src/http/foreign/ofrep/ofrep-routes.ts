import { createHash } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { EntitlementDesk } from "../../../services/entitlements/entitlement-answers.ts";
import { reader } from "../../authenticate.ts";
import { hasTag } from "../../entity-tags.ts";
import { Refusal, refusalOf } from "../../problem.ts";
import { noQuery, pathPart } from "../../query.ts";
import { strictBody } from "../../read-body.ts";
import { isRecord } from "../../record.ts";
import { flagOf, flagsOf } from "./flags.ts";

/**
 * OpenFeature's remote evaluation: what a customer may use, as flags. The targeting key of the context is the customer; what
 * else the context says decides nothing.
 */
export function ofrepRoutes(app: FastifyInstance, desk: EntitlementDesk): void {
  app.post("/ofrep/v1/evaluate/flags/:flag", async (request) => {
    const { tenant } = reader(request);
    noQuery(request);
    return flagOf(desk, tenant, targetOf(request), pathPart(request, "flag"));
  });
  app.post("/ofrep/v1/evaluate/flags", async (request, reply) => {
    const { tenant } = reader(request);
    noQuery(request);
    const answer = JSON.stringify({ flags: await flagsOf(desk, tenant, targetOf(request)) });
    const tag = `"${createHash("sha256").update(answer).digest("base64url")}"`;
    reply.header("etag", tag);
    return hasTag(request)(tag)
      ? reply.code(304).send()
      : reply.type("application/json").send(answer);
  });
}

function targetOf(request: FastifyRequest): string {
  const body = strictBody(request);
  const context = isRecord(body) ? body.context : undefined;
  const target = isRecord(context) ? context.targetingKey : undefined;
  if (typeof target === "string" && target !== "") return target;
  if (target !== undefined && typeof target !== "string")
    throw new Refusal("malformed-body", "the targeting key is a text");
  throw refusalOf([
    {
      code: "targeting-key-missing",
      path: "/context/targetingKey",
      message: "flags are those of a customer",
      suggestion: "send its id as the targeting key",
    },
  ]);
}
