import type { FastifyInstance } from "fastify";
import type { EventQuery } from "../../services/event-answers.ts";
import type { Services } from "../../services/services.ts";
import { reader } from "../authenticate.ts";
import { Refusal } from "../problem.ts";
import { instantOf, noQuery, pageOf, pathPart, queryOf } from "../query.ts";
import { accept } from "../read-body.ts";
import { inQuery } from "./reports.ts";

const texts = ["customer", "meter", "type", "source", "id"] as const;

/** Events as they were stored: `GET /v1/events`, and one with what became of it. */
export function eventReportRoutes(app: FastifyInstance, { reports }: Services): void {
  app.get("/v1/events", async (request) => {
    const query = queryOf(request, [...texts, "from", "to", "limit", "cursor"]);
    const narrowed = Object.fromEntries(
      texts.flatMap((name) => (query[name] === undefined ? [] : [[name, query[name]]])),
    );
    const asked: EventQuery = {
      ...pageOf(query),
      ...narrowed,
      ...(query.from === undefined ? {} : { from: instantOf(query.from, "from") }),
      ...(query.to === undefined ? {} : { to: instantOf(query.to, "to") }),
    };
    return accept(inQuery(await reports.events(reader(request).tenant, asked)));
  });
  app.get("/v1/events/:source/:id", async (request) => {
    noQuery(request);
    const identity = { source: pathPart(request, "source"), id: pathPart(request, "id") };
    const found = await reports.event(reader(request).tenant, identity);
    if (found === undefined) throw new Refusal("not-found", "no event of this source has this id");
    return found;
  });
}
