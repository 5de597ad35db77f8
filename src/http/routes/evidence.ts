import type { FastifyInstance } from "fastify";
import { controls, evidenceCsv, type TakeEvidence } from "../../services/governance/evidence.ts";
import { sha256 } from "../../store/sha256.ts";
import { reader } from "../authenticate.ts";
import { choiceOf, instantOf, needed, queryOf } from "../query.ts";

/** `/v1/evidence`: what a review asks for, control by control. */
export function evidenceRoutes(app: FastifyInstance, takeEvidence: TakeEvidence): void {
  app.get("/v1/evidence", async (request, reply) => {
    const query = queryOf(request, ["control", "from", "to", "format"]);
    const control = choiceOf(needed(query.control, "control"), "control", controls) ?? "access";
    const format = choiceOf(query.format, "format", ["json", "csv"]) ?? "json";
    const range = { from: instantOf(query.from, "from"), to: instantOf(query.to, "to") };
    const evidence = await takeEvidence(reader(request).tenant, control, range);
    if (format === "json") return evidence;
    const text = evidenceCsv(evidence);
    const digest = Buffer.from(sha256(text), "hex").toString("base64");
    return reply
      .type("text/csv; charset=utf-8")
      .header("content-disposition", `attachment; filename="evidence-${control}.csv"`)
      .header("repr-digest", `sha-256=:${digest}:`)
      .send(text);
  });
}
