import type { Invoice, InvoiceLine } from "../../account/invoice.ts";
import { assert, expectOk } from "../../fault/fault.ts";
import { absolute, decimalOf, isZero, zero } from "../../money/decimal.ts";
import { parseInstant } from "../../time/instant.ts";
import { serviceDayAt, type Zone } from "../../time/zone.ts";
import type { Day } from "./accounting-month.ts";
import {
  type Contract,
  type Obligation,
  type Pattern,
  sharesInPrice,
  type VariableConsideration,
} from "./contract.ts";
import type { RecognitionFact } from "./recognition-fact.ts";

/** How the lines of invoices are recognised where no contract says otherwise. */
export interface InvoicePolicy {
  /** `when-invoiced`: by the right to invoice (ASC 606-10-55-18, IFRS 15.B16). `when-used`: on its period's last day. */
  readonly usage: "when-invoiced" | "when-used";
  /**
   * Another pattern for a line, such as the milestones of a project; its own facts then satisfy it. `elsewhere` leaves a line
   * out: a contract that shares one price over several obligations accounts for it.
   */
  readonly patternOf?: (line: InvoiceLine) => Pattern | "elsewhere" | undefined;
}

/** A contract, and the facts that an invoice is of it. */
export interface InvoiceRecognition {
  readonly contract: Contract;
  readonly facts: readonly RecognitionFact[];
}

/**
 * A final invoice as a contract of its own: right where each billed period is one that the customer could have left (a
 * month-to-month plan: ASC 606-10-25-3, IFRS 15.11) and each line is sold at its stand-alone price.
 *
 * A line's amount, net of its discounts and without tax, belongs to it alone. With a period, recurring and capacity charges
 * and maintenance are earned by local day of it; use when invoiced or used; licences (a right to use) from their period's
 * first day, and one-off sales on the day of the invoice. Lines of no amount are left out.
 */
export function invoiceContract(
  invoice: Invoice,
  zone: Zone,
  policy: InvoicePolicy,
): InvoiceRecognition {
  assert(invoice.status === "final", "revenue is recognised from final invoices");
  const dayOf = (text: string): Day => serviceDayAt(zone, expectOk(parseInstant(text)));
  const issued = dayOf(invoice.issuedAt);
  const obligations: Obligation[] = [];
  const variable: VariableConsideration[] = [];
  const facts: RecognitionFact[] = [];
  for (const line of invoice.lines) {
    const amount = decimalOf(line.amount);
    const stated = policy.patternOf?.(line);
    if (isZero(amount) || stated === "elsewhere") continue;
    const period =
      line.period === null
        ? undefined
        : { from: dayOf(line.period.from), to: dayOf(line.period.to) };
    const pattern = stated ?? patternOf(line, period, policy);
    const shares = sharesInPrice(pattern);
    const standalone = shares ? absolute(amount) : zero;
    obligations.push({ id: line.id, stream: line.stream, standalone, pattern });
    if (shares) variable.push({ id: line.id, estimate: amount, allocatedTo: [line.id] });
    const own = { contract: invoice.id, obligation: line.id };
    facts.push({
      ...own,
      id: `${invoice.id}/${line.id}/billed`,
      day: issued,
      kind: "billed",
      amount,
    });
    if (stated !== undefined) continue;
    if (pattern.kind === "point-in-time")
      facts.push({
        ...own,
        id: `${invoice.id}/${line.id}/given`,
        day: issued,
        kind: "transferred",
      });
    if (pattern.kind === "usage") {
      const day = period === undefined ? issued : Math.max(period.from, period.to - 1);
      facts.push({ ...own, id: `${invoice.id}/${line.id}/used`, day, kind: "used", amount });
    }
  }
  // The subscription is older than its invoice: what an invoice in arrears is for was earned in its own period.
  const starts = [
    ...facts.map((fact) => fact.day),
    ...obligations.map(({ pattern }) => (pattern.kind === "ratable" ? pattern.from : issued)),
  ];
  const contract: Contract = {
    id: invoice.id,
    currency: invoice.currency,
    inception: Math.min(issued, ...starts),
    obligations,
    price: { fixed: zero, variable },
  };
  return { contract, facts };
}

function patternOf(
  line: InvoiceLine,
  period: { readonly from: Day; readonly to: Day } | undefined,
  policy: InvoicePolicy,
): Pattern {
  switch (line.kind) {
    case "recurring":
    case "maintenance":
    case "capacity":
    // What goes back of a paid period is of its unserved days, so it takes back what those days would have earned.
    case "unused-time":
      return period === undefined ? { kind: "point-in-time" } : { kind: "ratable", ...period };
    case "usage":
    case "late-usage":
      return { kind: policy.usage === "when-invoiced" ? "as-invoiced" : "usage" };
    case "licence":
      return period === undefined
        ? { kind: "point-in-time" }
        : { kind: "point-in-time", notBefore: period.from };
    case "one-off":
    case "termination-fee":
    case "dunning-fee":
      return { kind: "point-in-time" };
  }
}
