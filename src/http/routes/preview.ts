import type { FastifyInstance } from "fastify";
import type { AccountFact } from "../../account/fact.ts";
import { parseAccountFact } from "../../account/fact-shape.ts";
import { invoiceText } from "../../account/invoice.ts";
import { type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import type { PreviewRequest, Reports } from "../../services/reports.ts";
import { parseInstant } from "../../time/instant.ts";
import { reader } from "../authenticate.ts";
import { noQuery } from "../query.ts";
import { accept, strictBody } from "../read-body.ts";
import { isRecord } from "../record.ts";

/** Facts of one preview at most. */
export const previewFactsMax = 10;

/** `POST /v1/preview`: what facts would do. It changes nothing, so a key that only reads may ask. */
export function previewRoute(app: FastifyInstance, reports: Reports): void {
  app.post("/v1/preview", async (request, reply) => {
    const { tenant } = reader(request);
    noQuery(request);
    const asked = accept(readPreview(strictBody(request)));
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

function readPreview(body: unknown): Result<PreviewRequest> {
  if (!isRecord(body)) return fault("wrong-type", "", "a preview is an object");
  const { customer, facts, at, until, ...strays } = body;
  const [stray] = Object.keys(strays);
  if (stray !== undefined)
    return fault("unknown-field", `/${stray}`, "a preview has no such field");
  if (typeof customer !== "string")
    return fault(customer === undefined ? "missing-field" : "wrong-type", "/customer", "whose?");
  if (!Array.isArray(facts) || facts.length > previewFactsMax)
    return fault("wrong-type", "/facts", `a list of at most ${previewFactsMax} facts`);
  const read: AccountFact[] = [];
  const faults: Fault[] = [];
  for (const [place, fact] of facts.entries()) {
    const parsed =
      isRecord(fact) && "recordedAt" in fact
        ? fault("unknown-field", "/recordedAt", "`at` says when the facts would become known")
        : parseAccountFact(fact);
    if (parsed.ok) read.push(parsed.value);
    else
      faults.push(...parsed.faults.map((one) => ({ ...one, path: `/facts/${place}${one.path}` })));
  }
  if (faults.length > 0) return { ok: false, faults };
  const from = instantOf(at, "/at");
  const to = instantOf(until, "/until");
  if (!from.ok) return from;
  if (!to.ok) return to;
  return ok({ customer, facts: read, ...from.value("at"), ...to.value("until") });
}

type Named = (name: "at" | "until") => Partial<Pick<PreviewRequest, "at" | "until">>;

function instantOf(given: unknown, path: string): Result<Named> {
  if (given === undefined) return ok(() => ({}));
  if (typeof given !== "string") return fault("wrong-type", path, "an instant is RFC 3339 text");
  const parsed = parseInstant(given, path);
  return parsed.ok ? ok((name) => ({ [name]: parsed.value })) : parsed;
}

const fault = (code: string, path: string, message: string): Result<never> =>
  refuse({ code, path, message });
