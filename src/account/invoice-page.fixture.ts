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
  const name = invoice.kind === "invoice" ? "INVOICE" : "CREDIT NOTE";
  return [
    across(`${name} ${number ?? "without number"} (${status})`, `${customerName}, ${customer}`),
    across(`issued ${issuedAt}, due ${dueAt}`, `prices of ${model}`),
    ...vatNumbers(invoice),
    ...(invoice.corrects === undefined ? [] : [`corrects ${invoice.corrects.join(", ")}`]),
    ...(invoice.pricesInclude === undefined ? [] : ["prices include tax"]),
    "=".repeat(lineWidth),
    ...invoice.lines.flatMap((line) => [...linePage(line), ""]),
    across("Subtotal", `${invoice.subtotal} ${currency}`),
    across("less discounts", `${invoice.discount} ${currency}`),
    ...(invoice.taxes ?? []).map((tax) =>
      across(
        `  ${tax.category} ${tax.name} ${tax.rate}% (${tax.jurisdiction}) of ${tax.base}${tax.reason === undefined ? "" : `: ${tax.reason}`}`,
        tax.amount,
        stepWidth,
      ),
    ),
    across("Tax", `${invoice.tax} ${currency}`),
    across("Total", `${invoice.total} ${currency}`),
    "",
  ].join("\n");
}

const vatNumbers = ({ seller, buyer }: Invoice): readonly string[] => {
  const both = [seller?.vatNumber, buyer?.vatNumber].filter((number) => number !== undefined);
  return both.length === 0 ? [] : [`VAT numbers ${both.join(", ")}`];
};

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
    `    ${rounding.from} gives ${rounding.to}${line.withTax === undefined ? "" : `, ${line.withTax} after discounts, without tax ${line.amount}`}`,
    ...line.discounts.map(({ id, label, amount }) =>
      across(`    ${label} (${id})`, `-${amount}`, stepWidth),
    ),
  ];
}
