import { amountDue, type Invoice, type InvoiceLine } from "../account/invoice.ts";
import { plural } from "../documents/language/english-plural.ts";
import { expectOk } from "../fault/fault.ts";
import { decimalOf, equals, isZero } from "../money/decimal.ts";
import { groupThousands } from "../money/quantity.ts";
import type { Step } from "../pricing/price-kind.ts";
import type { TaxSubtotal } from "../tax/tax-category.ts";
import { civilFromDays, formatCivilDate } from "../time/calendar.ts";
import { parseInstant } from "../time/instant.ts";
import { serviceDayAt, type Zone } from "../time/zone.ts";
import { atEdges, cutTo, displayWidth, harmless, left, right, wrapped } from "./columns.ts";
import { columnsDefault, counted, styled, type Terminal } from "./terminal.ts";

/** The width that results are laid out in: the terminal's, within reason. */
export const layoutWidth = (terminal: Terminal): number =>
  Math.min(Math.max(terminal.columns ?? columnsDefault, 64), 110);

/** A whole invoice as rows of text: whose it is, its days, and {@link invoiceRows}. */
export function invoicePage(invoice: Invoice, zone: Zone, terminal: Terminal): readonly string[] {
  const { number, customer, customerName, issuedAt, dueAt } = invoice;
  const title = harmless(`${number ?? "draft"}  ${customerName} (${customer})`);
  return [
    styled("bold", title, terminal, "out"),
    `issued ${localDay(issuedAt, zone)}, due ${localDay(dueAt, zone)}`,
    "",
    ...invoiceRows(invoice, zone, terminal),
  ];
}

/** An invoice's lines with their explanations, and its totals, as rows of text; days are those of the customer's zone. */
export function invoiceRows(invoice: Invoice, zone: Zone, terminal: Terminal): readonly string[] {
  const width = layoutWidth(terminal);
  const { currency, lines } = invoice;
  const taxes = invoice.taxes ?? [];
  const discounts = isZero(decimalOf(invoice.discount))
    ? []
    : [atEdges("Discounts", negated(invoice.discount), width)];
  const subtotal = atEdges("Subtotal", groupThousands(invoice.subtotal), width);
  const totals = [
    ...(discounts.length + taxes.length === 0 ? [] : [subtotal]),
    ...discounts,
    ...taxes.map((tax) => atEdges(taxWords(tax), groupThousands(tax.amount), width)),
  ];
  const total = atEdges(`Total ${currency}`, groupThousands(invoice.total), width);
  return [
    ...lines.flatMap((line) => [...lineRows(line, zone, terminal), ""]),
    styled("dim", "─".repeat(width), terminal, "out"),
    ...totals,
    styled("bold", total, terminal, "out"),
    ...(invoice.prepaid === undefined
      ? []
      : [
          atEdges("Paid with credits", `-${groupThousands(invoice.prepaid)}`, width),
          atEdges("Amount due", groupThousands(amountDue(invoice)), width),
        ]),
  ];
}

/** What came off with the sign of what it does to the sum: a discount that is taken back adds to it. */
const negated = (amount: string): string =>
  amount.startsWith("-") ? groupThousands(amount.slice(1)) : `-${groupThousands(amount)}`;

/** `USt. 19% DE`, or why there is none. */
const taxWords = ({ name, rate, jurisdiction, category, reason }: TaxSubtotal): string => {
  const charged = category === "S" ? `${name} ${rate}% ${jurisdiction}` : `${name} 0%`;
  return harmless(reason === undefined ? charged : `${charged}, ${reason}`);
};

function lineRows(line: InvoiceLine, zone: Zone, terminal: Terminal): readonly string[] {
  const width = layoutWidth(terminal);
  const { explanation, discounts } = line;
  const head = atEdges(harmless(line.description), groupThousands(line.amount), width);
  const dim = (text: string): string =>
    styled("dim", `  ${cutTo(harmless(text), width - 2)}`, terminal, "out");
  const { from, to } = explanation.rounding;
  const rounded = equals(decimalOf(from), decimalOf(to)) || explanation.proration !== undefined;
  return [
    styled("bold", head, terminal, "out"),
    ...wrapped(factsOf(line, zone), width - 2).map((row) => `  ${row}`),
    ...stepRows(explanation.steps, width),
    ...prorationRows(line, width),
    ...discounts.map((part) =>
      atEdges(
        part.amount.startsWith("-")
          ? `  ${harmless(part.label)}`
          : `  less ${harmless(part.label)}`,
        negated(part.amount),
        width,
      ),
    ),
    ...(rounded ? [] : [dim(`rounded from ${groupThousands(from)} to ${groupThousands(to)}`)]),
    ...(explanation.notes ?? []).map((note) => dim(`note: ${note}`)),
    dim(`${explanation.price} of ${explanation.priceVersion}`),
  ];
}

/** What was bought and when: units, included units, events, the period of service. */
function factsOf(line: InvoiceLine, zone: Zone): string {
  const { quantity, unit = "unit", explanation, period } = line;
  const { included, events } = explanation;
  const parts = [`${groupThousands(quantity)} ${plural(unit, quantity === "1")}`];
  if (included !== undefined && included !== "0")
    parts.push(`${groupThousands(included)} included`);
  if (events !== undefined) parts.push(counted(events, "event"));
  if (period !== null) parts.push(`${localDay(period.from, zone)} to ${localDay(period.to, zone)}`);
  return harmless(parts.join(", "));
}

/** The local day that an instant lies in: periods begin and end at local midnight. */
export const localDay = (instant: string, zone: Zone): string =>
  formatCivilDate(civilFromDays(serviceDayAt(zone, expectOk(parseInstant(instant)))));

/** `from 10,000,000  60,000,000 × 0.0000008 = 48`, aligned within the line. */
function stepRows(steps: readonly Step[], width: number): readonly string[] {
  const rows = steps.map((step) => {
    const amount = groupThousands(step.amount);
    const sum = sumOf(step);
    const equal = step.rate === undefined && step.flat === undefined ? " " : "=";
    return { label: groupLongNumbers(harmless(step.label)), sum, equal, amount };
  });
  const widest = (of: "label" | "sum" | "amount"): number =>
    Math.max(0, ...rows.map((row) => displayWidth(row[of])));
  const sums = widest("sum");
  const amounts = widest("amount");
  const labels = Math.min(widest("label"), Math.max(width - sums - amounts - 9, 12));
  return rows.map(({ label, sum, equal, amount }) => {
    const result = `${right(sum, sums)} ${sum === "" ? " " : equal} ${right(amount, amounts)}`;
    return sums === 0
      ? `    ${left(label, labels)}  ${right(amount, amounts)}`
      : `    ${left(label, labels)}  ${result}`;
  });
}

/** `2,000,000 × 0.000001 + 5`: what the amount of a step is the result of. */
function sumOf({ quantity, rate, flat, amount }: Step): string {
  const factors = [quantity, rate].flatMap((part) =>
    part === undefined ? [] : [groupThousands(part)],
  );
  const product = factors.join(factors[1]?.startsWith("×") === true ? " " : " × ");
  const fixed = flat === undefined ? [] : [groupThousands(flat)];
  const sum = [...(product === "" ? [] : [product]), ...fixed].join(" + ");
  return sum === groupThousands(amount) ? "" : sum;
}

const groupLongNumbers = (text: string): string =>
  text.replace(/(?<![\d.,-])\d{5,}(?![\d-])/g, (digits) => groupThousands(digits));

function prorationRows({ explanation, gross }: InvoiceLine, width: number): readonly string[] {
  const { proration, rounding } = explanation;
  if (proration === undefined) return [];
  const share = `${proration.numerator} of ${proration.denominator}`;
  return [
    atEdges(
      `    for ${share} days of ${groupThousands(rounding.from)}`,
      groupThousands(gross),
      width,
    ),
  ];
}
