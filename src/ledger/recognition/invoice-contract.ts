import type { Invoice, InvoiceLine } from "../../account/invoice.ts";
import { assert, expectOk } from "../../fault/fault.ts";
import {
  absolute,
  add,
  type Decimal,
  decimalOf,
  isNegative,
  isZero,
  one,
  sum,
  zero,
} from "../../money/decimal.ts";
import { parseInstant } from "../../time/instant.ts";
import { serviceDayAt, type Zone } from "../../time/zone.ts";
import type { Day } from "./accounting-month.ts";
import { allocatedObligations, takenByAllocations } from "./allocation.ts";
import {
  type Contract,
  type Obligation,
  type Pattern,
  sharesInPrice,
  type VariableConsideration,
} from "./contract.ts";
import type { RecognitionFact } from "./recognition-fact.ts";
import { patternOf, type SoldInvoice, type SoldLine, soldLine } from "./sold-line.ts";

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
 * A line's amount, net of its discounts and without tax, belongs to it alone. `soldLine` says when it is earned. Lines of
 * no amount are left out, and credits that are sold: they are revenue of the lines that they pay.
 */
export function invoiceContract(
  invoice: Invoice,
  zone: Zone,
  policy: InvoicePolicy,
): InvoiceRecognition {
  assert(invoice.status === "final", "revenue is recognised from final invoices");
  const issued = serviceDayAt(zone, expectOk(parseInstant(invoice.issuedAt)));
  const stated = new Map<string, Pattern>();
  const lines: SoldLine[] = [];
  for (const line of invoice.lines) {
    const pattern = policy.patternOf?.(line);
    if (isZero(decimalOf(line.amount)) || pattern === "elsewhere") continue;
    if (line.kind === "credits") continue;
    if (pattern !== undefined) stated.set(line.id, pattern);
    lines.push(soldLine(line, issued, zone, policy.usage));
  }
  return soldContract({ id: invoice.id, currency: invoice.currency, issued, lines }, [], stated);
}

/** Something that changed what a line costs after it was invoiced: a credit note, free credits, their return. */
export interface LineAdjustment {
  /** Unique; adjustments of one day count in the order of their ids. */
  readonly id: string;
  readonly line: string;
  readonly stream: string;
  readonly day: Day;
  /** What the customer owes more, below zero for less. */
  readonly amount: Decimal;
}

/**
 * What was sold with an invoice, and what changed it since, as a contract. An adjustment is a change of the line's price: what
 * was earned of it already is corrected on its day, the rest as it is earned (ASC 606-10-32-42 to 32-45, IFRS 15.87 to 90).
 * A `stated` pattern goes before the line's own, and its own facts then satisfy it.
 */
export function soldContract(
  sold: SoldInvoice,
  adjustments: readonly LineAdjustment[] = [],
  stated: ReadonlyMap<string, Pattern> = new Map(),
): InvoiceRecognition {
  const { id, currency, issued } = sold;
  const changing = [...adjustments, ...takenByAllocations(sold)];
  const lines = [...sold.lines, ...unknownLines(sold, changing)];
  const allocated = allocatedObligations(sold);
  const obligations: Obligation[] = [];
  const variable: VariableConsideration[] = [];
  const facts: RecognitionFact[] = [];
  for (const line of lines) {
    const own = stated.get(line.id);
    const pattern = own ?? patternOf(line.earned);
    const amount = decimalOf(line.amount);
    const shares = sharesInPrice(pattern);
    const changes = changing.filter((change) => change.line === line.id);
    const whole = isZero(amount) ? sum(changes.map((change) => change.amount)) : amount;
    obligations.push({
      id: line.id,
      stream: line.stream,
      // Its price is its own, so of what it shares by only matters that it is above zero.
      standalone: !shares ? zero : isZero(amount) ? one : absolute(amount),
      pattern,
      ...(isNegative(whole) ? { givesBack: true } : {}),
    });
    if (shares) variable.push({ id: line.id, estimate: amount, allocatedTo: [line.id] });
    const about = { contract: id, obligation: line.id };
    const billedId = `${id}/${line.id}/billed`;
    if (!isZero(amount))
      facts.push({ ...about, id: billedId, day: issued, kind: "billed", amount });
    if (own === undefined) facts.push(...satisfied(sold, line));
    facts.push(...adjusted(sold, line, shares, changes));
  }
  for (const { obligation, price, facts: own } of allocated) {
    obligations.push(obligation);
    variable.push(...price);
    facts.push(...own);
  }
  // The subscription is older than its invoice: what an invoice in arrears is for was earned in its own period.
  const starts = [
    ...facts.map((fact) => fact.day),
    ...obligations.map(({ pattern }) => (pattern.kind === "ratable" ? pattern.from : issued)),
  ];
  const inception = Math.min(issued, ...starts);
  return {
    contract: { id, currency, inception, obligations, price: { fixed: zero, variable } },
    facts,
  };
}

/** What satisfies a line beside time and billing. */
function satisfied({ id, issued }: SoldInvoice, line: SoldLine): readonly RecognitionFact[] {
  const { earned, amount } = line;
  const about = { contract: id, obligation: line.id };
  if (earned.kind === "delivered") {
    const { day } = earned;
    if (day === undefined) return [];
    return [{ ...about, id: `${id}/${line.id}/delivered`, day, kind: "transferred" }];
  }
  if (earned.kind === "given")
    return [{ ...about, id: `${id}/${line.id}/given`, day: issued, kind: "transferred" }];
  if (earned.kind !== "used") return [];
  const used = { day: earned.day, kind: "used", amount: decimalOf(amount) } as const;
  return [{ ...about, id: `${id}/${line.id}/used`, ...used }];
}

/** The facts of what changed a line's price: what it comes to now, and what is billed less. */
function adjusted(
  { id }: SoldInvoice,
  line: SoldLine,
  shares: boolean,
  adjustments: readonly LineAdjustment[],
): readonly RecognitionFact[] {
  const own = adjustments.toSorted(
    (left, right) => left.day - right.day || (left.id < right.id ? -1 : 1),
  );
  let price = decimalOf(line.amount);
  return own.flatMap(({ id: cause, day, amount }): readonly RecognitionFact[] => {
    price = add(price, amount);
    const about = { contract: id, day, amount };
    const named = `${id}/${line.id}/${cause}`;
    const billed = {
      ...about,
      obligation: line.id,
      id: `${named}/billed`,
      kind: "billed",
    } as const;
    if (shares)
      return [
        { ...about, component: line.id, amount: price, id: named, kind: "price-estimated" },
        billed,
      ];
    if (line.earned.kind !== "used") return [billed];
    return [{ ...about, obligation: line.id, id: named, kind: "used" }, billed];
  });
}

/** Lines of no amount that an adjustment names all the same: what it takes or gives is earned on its day. */
function unknownLines(
  { lines, issued }: SoldInvoice,
  adjustments: readonly LineAdjustment[],
): readonly SoldLine[] {
  const known = new Set(lines.map(({ id }) => id));
  const unknown = new Map<string, SoldLine>();
  for (const { line, stream } of adjustments)
    if (!known.has(line))
      unknown.set(line, { id: line, stream, amount: "0", earned: { kind: "given", day: issued } });
  return [...unknown.values()];
}
