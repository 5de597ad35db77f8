import type { FastifyInstance } from "fastify";
import type { Services } from "../../../services/services.ts";
import { reader } from "../../authenticate.ts";
import { noQuery, pathPart } from "../../query.ts";
import { strictBody } from "../../read-body.ts";
import { isRecord } from "../../record.ts";
import { answerMeterQuery, readMeterQuery } from "./meter-query.ts";
import { openMeterMeter, openMeterMeters } from "./meters.ts";

/** OpenMeter's reading side: its meters, and what they read. */
export function openMeterRoutes(
  app: FastifyInstance,
  { reports, clock }: Pick<Services, "reports" | "clock">,
): void {
  app.get("/api/v1/meters", async (request) => openMeterMeters(reports, reader(request).tenant));
  app.get("/api/v1/meters/:meter", async (request) => {
    noQuery(request);
    return openMeterMeter(reports, reader(request).tenant, pathPart(request, "meter"));
  });
  const query = async (tenant: string, meter: string, asked: unknown): Promise<string> => {
    const { slug } = await openMeterMeter(reports, tenant, meter);
    const read = readMeterQuery(isRecord(asked) ? asked : {}, clock.now(tenant));
    return answerMeterQuery(reports, tenant, slug, read);
  };
  app.get("/api/v1/meters/:meter/query", async (request, reply) => {
    const { tenant } = reader(request);
    const answer = await query(tenant, pathPart(request, "meter"), request.query);
    return reply.type("application/json").send(answer);
  });
  app.post("/api/v1/meters/:meter/query", async (request, reply) => {
    const { tenant } = reader(request);
    noQuery(request);
    const answer = await query(tenant, pathPart(request, "meter"), strictBody(request));
    return reply.type("application/json").send(answer);
  });
}
