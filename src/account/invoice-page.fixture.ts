import type { Invoice, InvoiceLine } from "./invoice.ts";

const lineWidth = 96;
const stepWidth = 82;

/** Text on the left, an amount that ends at a column on the right. */
function across(left: string, right: string, width = lineWidth): string {
  const room = Math.max(width - left.length, right.length + 2);
  return `${left}${right.padStart(room)}`;
}

const daysOf = ({ period }: InvoiceLine): string =>
  period === null ? "at once" : `${period.from.slice(0, 10)} to ${period.to.slice(0, 10)}`;

/** An invoice as a page that a bookkeeper can check with a pencil: every figure, and how it came to be. */
export function invoicePage(invoice: Invoice): string {
  const { number, status, customerName, customer, issuedAt, dueAt, model, currency } = invoice;
  return [
    across(`INVOICE ${number ?? "without number"} (${status})`, `${customerName}, ${customer}`),
    across(`issued ${issuedAt}, due ${dueAt}`, `prices of ${model}`),
    "=".repeat(lineWidth),
    ...invoice.lines.flatMap((line) => [...linePage(line), ""]),
    across("Subtotal", `${invoice.subtotal} ${currency}`),
    across("less discounts", `${invoice.discount} ${currency}`),
    across("Tax", `${invoice.tax} ${currency}`),
    across("Total", `${invoice.total} ${currency}`),
    "",
  ].join("\n");
}

function linePage(line: InvoiceLine): string[] {
  const { explanation } = line;
  const { proration, rounding, included, events, notes = [] } = explanation;
  const facts = [
    `${line.quantity} ${line.unit ?? ""}`.trim(),
    ...(included === undefined ? [] : [`${included} of them included`]),
    ...(events === undefined ? [] : [`from ${events} events`]),
    daysOf(line),
  ];
  return [
    across(`${line.description} [${line.kind}, ${line.id}]`, line.amount),
    `  ${facts.join(", ")}; ${explanation.price}`,
    ...explanation.steps.map(({ label, quantity, rate, flat, amount }) => {
      const product = [quantity, rate].filter((part) => part !== undefined).join(" at ");
      const how = [product, flat].filter((part) => part !== undefined && part !== "").join(" and ");
      return across(`    ${label}${how === "" ? "" : `: ${how}`}`, amount, stepWidth);
    }),
    ...(proration === undefined
      ? []
      : [`    for ${proration.numerator} of ${proration.denominator} days`]),
    ...notes.map((note) => `    note: ${note}`),
    `    ${rounding.from} gives ${rounding.to}`,
    ...line.discounts.map(({ id, label, amount }) =>
      across(`    ${label} (${id})`, `-${amount}`, stepWidth),
    ),
  ];
}
