import type { FastifyInstance } from "fastify";
import type { AccountFact } from "../../account/fact.ts";
import { parseAccountFact } from "../../account/fact-shape.ts";
import { invoiceText } from "../../account/invoice.ts";
import { expectOk, faultsOf, ok, type Result, refuse } from "../../fault/fault.ts";
import { factId } from "../../model/fact-text.ts";
import { list, readShape, type Shape } from "../../model/shape.ts";
import { object, optional } from "../../model/shape-object.ts";
import { instantText } from "../../services/report-shapes.ts";
import type { PreviewRequest, Reports } from "../../services/reports.ts";
import { parseInstant } from "../../time/instant.ts";
import { reader } from "../authenticate.ts";
import { noQuery } from "../query.ts";
import { accept, strictBody } from "../read-body.ts";
import { isRecord } from "../record.ts";
import { storable } from "../stored-text.ts";

/** Facts of one preview at most. */
export const previewFactsMax = 10;

/** `POST /v1/preview`: what facts would do. It changes nothing, so a key that only reads may ask. */
export function previewRoute(app: FastifyInstance, reports: Reports): void {
  app.post("/v1/preview", async (request, reply) => {
    const { tenant } = reader(request);
    noQuery(request);
    const body = strictBody(request);
    const asked = accept(storable(readPreview(body), body, "fact"));
    const found = accept(await reports.preview(tenant, asked));
    const { at, until } = found;
    const sides = [found.with, found.without].map((side) => side.map(invoiceText).join(","));
    // The documents' own bytes, as they would be issued.
    const head = JSON.stringify({ at, until }).slice(0, -1);
    return reply
      .type("application/json")
      .send(`${head},"with":[${sides[0]}],"without":[${sides[1]}]}`);
  });
}

/** Read by itself afterwards. */
const anything: Shape<unknown> = {
  read: (value) => value,
  standIn: () => null,
  schema: () => ({}),
};

/** What surrounds the facts, which have a reading of their own. */
const surroundings = object<{
  readonly customer: string;
  readonly facts: readonly unknown[];
  readonly at?: string;
  readonly until?: string;
}>({
  customer: factId,
  facts: list(anything),
  at: optional(instantText),
  until: optional(instantText),
});

function readPreview(body: unknown): Result<PreviewRequest> {
  const { value, faults: around } = readShape(surroundings, body);
  if (around.length > 0) return { ok: false, faults: around };
  const { customer, facts, at, until } = value;
  if (facts.length > previewFactsMax)
    return refuse({
      code: "too-many-facts",
      path: "/facts",
      message: `a preview takes at most ${previewFactsMax} facts`,
      value: facts.length,
    });
  const parsed = facts.map(readFact);
  const faults = parsed.flatMap((one, place) =>
    faultsOf(one).map((fault) => ({ ...fault, path: `/facts/${place}${fault.path}` })),
  );
  if (faults.length > 0) return { ok: false, faults };
  return ok({
    customer,
    facts: parsed.map(expectOk),
    ...(at === undefined ? {} : { at: expectOk(parseInstant(at)) }),
    ...(until === undefined ? {} : { until: expectOk(parseInstant(until)) }),
  });
}

function readFact(fact: unknown): Result<AccountFact> {
  const read = parseAccountFact(fact);
  if (!isRecord(fact) || fact.recordedAt === undefined) return read;
  return refuse(...faultsOf(read), {
    code: "unknown-field",
    path: "/recordedAt",
    message: "`at` says when the facts would become known",
  });
}
