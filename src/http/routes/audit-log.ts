import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import type { AuditLog } from "../../services/governance/audit-log.ts";
import type { AuditFilters } from "../../store/audit-log-list.ts";
import { parseInstant } from "../../time/instant.ts";
import { reader } from "../authenticate.ts";
import { choiceOf, needed, noQuery, pageOf, queryOf } from "../query.ts";
import { accept } from "../read-body.ts";

const filters = ["actor", "action", "subject", "customer", "from", "to"] as const;

/** `/v1/audit-log`: who changed what. */
export function auditLogRoutes(app: FastifyInstance, log: AuditLog): void {
  app.get("/v1/audit-log", async (request) => {
    const query = queryOf(request, [...filters, "limit", "cursor"]);
    return log.list(reader(request).tenant, { ...filtersOf(query), ...pageOf(query) });
  });
  app.get("/v1/audit-log/export", async (request, reply) => {
    const query = queryOf(request, ["format", ...filters]);
    const format = choiceOf(needed(query.format, "format"), "format", ["csv", "ndjson"]) ?? "csv";
    const file = log.exported(reader(request).tenant, format, filtersOf(query));
    return reply
      .type(file.mediaType)
      .header("content-disposition", `attachment; filename="${file.fileName}"`)
      .send(Readable.from(file.pieces));
  });
  app.get("/v1/audit-log/verification", async (request) => {
    noQuery(request);
    return log.verify(reader(request).tenant);
  });
}

function filtersOf(query: { readonly [K in (typeof filters)[number]]?: string }): AuditFilters {
  const { actor, action, subject, customer } = query;
  const instant = (name: "from" | "to") => {
    const text = query[name];
    return text === undefined ? {} : { [name]: accept(parseInstant(text, `/query/${name}`)) };
  };
  return {
    ...(actor === undefined ? {} : { actor }),
    ...(action === undefined ? {} : { action }),
    ...(subject === undefined ? {} : { subject }),
    ...(customer === undefined ? {} : { customer }),
    ...instant("from"),
    ...instant("to"),
  };
}
