import type { Invoice } from "../account/invoice.ts";
import type { Fault, Result } from "../fault/fault.ts";

/** Faults of lines that are told; the rest of a long invoice misses the same. */
const lineFaultsMax = 20;

/**
 * The faults that keep an invoice from being an e-invoice, each with where its data comes from: the model, the customer or
 * the document settings. A document that was issued does not change, so what is set now is on those issued from then on.
 */
export function withRemedies(faults: readonly Fault[], invoice: Invoice): Result<never> {
  const ofLines = faults.filter(({ path }) => path.startsWith("/lines/"));
  const others = faults.filter(({ path }) => !path.startsWith("/lines/"));
  const told = [...others, ...ofLines.slice(0, lineFaultsMax)];
  return { ok: false, faults: told.map((fault) => remedied(fault, invoice)) };
}

function remedied(fault: Fault, { customer }: Invoice): Fault {
  if (fault.code !== "e-invoice-incomplete") return fault;
  const [, owner = "", ...rest] = fault.path.split("/");
  const field = rest.join(".");
  const of: Readonly<Record<string, string>> = {
    seller: `set seller.${field} in the model and publish it; documents issued from then on carry it`,
    buyer: `PUT /v1/customers/${encodeURIComponent(customer)} with ${field}; documents issued from then on carry it`,
    settings: `PUT /v1/document-settings with ${field}`,
    taxes: taxRules,
    ...(rest.at(-1) === "tax" ? { lines: taxRules } : {}),
  };
  const suggestion = of[owner];
  return suggestion === undefined ? fault : { ...fault, suggestion };
}

const taxRules =
  "give the model tax rules (taxes) and publish it; documents issued from then on carry them";
