import type { FastifyInstance } from "fastify";
import type { InvoiceLine } from "../../../account/invoice.ts";
import { type CurrencyCode, roundToMinor } from "../../../money/currency.ts";
import { decimalOf, format, multiply, sum } from "../../../money/decimal.ts";
import type { MeterSummary } from "../../../services/reports.ts";
import type { OpenDocuments } from "../../../services/running-cost-answer.ts";
import type { Services } from "../../../services/services.ts";
import { formatInstant } from "../../../time/instant.ts";
import { reader } from "../../authenticate.ts";
import { needed, pathPart, queryOf } from "../../query.ts";
import { accept } from "../../read-body.ts";
import { cents } from "./cents.ts";
import { noSuch } from "./lago-error.ts";
import { instantOf, openLines } from "./open-lines.ts";

/**
 * `GET /api/v1/customers/:customer/current_usage`: what a subscription's open periods come to so far, in the figures of the
 * running cost. A subscription that nothing was used of is answered with nothing, where it is not ended.
 */
export function currentUsageRoute(
  app: FastifyInstance,
  { reports, clock }: Pick<Services, "reports" | "clock">,
): void {
  app.get("/api/v1/customers/:customer/current_usage", async (request) => {
    const { tenant } = reader(request);
    const query = queryOf(request, ["external_subscription_id", "apply_taxes"]);
    const subscription = needed(query.external_subscription_id, "external_subscription_id");
    const customer = pathPart(request, "customer");
    const found = await reports.subscription(tenant, subscription);
    if (found?.customer !== customer) throw noSuch("subscription");
    const documents = await reports.openDocuments(tenant, customer);
    if (documents === undefined) throw noSuch("customer");
    const open = accept(documents);
    const billed = open.documents.map((invoice) => ({
      invoice,
      lines: openLines(invoice, subscription, clock.now(tenant)),
    }));
    const last = billed.findLast(({ lines }) => lines.length > 0);
    if (last === undefined && found.standing === "ended") throw noSuch("subscription");
    const usage = {
      ...{ currency: open.currency, month: open.month },
      issuedAt: last?.invoice.issuedAt ?? formatInstant(open.month.to),
      lines: billed.flatMap(({ lines }) => lines),
    };
    return { customer_usage: usageOf(usage, await reports.meters(tenant), query.apply_taxes) };
  });
}

/** Lines of what is open, and when the last of the documents that bill them is final. */
interface Usage extends Pick<OpenDocuments, "currency" | "month"> {
  readonly issuedAt: string;
  readonly lines: readonly InvoiceLine[];
}

function usageOf(
  { currency, month, issuedAt, lines }: Usage,
  meters: readonly MeterSummary[],
  applyTaxes: string | undefined,
): object {
  const amount = sumOf(lines.map((line) => line.amount));
  const tax = applyTaxes === "false" ? "0" : taxOf(lines, currency);
  const billed = lines.flatMap(({ period }) => (period === null ? [] : [period]));
  const from = billed.map((period) => instantOf(period.from));
  const to = billed.map((period) => instantOf(period.to));
  return {
    from_datetime: formatInstant(from.length === 0 ? month.from : Math.min(...from)),
    to_datetime: formatInstant(to.length === 0 ? month.to : Math.max(...to)),
    issuing_date: issuedAt.slice(0, 10),
    lago_invoice_id: null,
    currency,
    amount_cents: cents(amount, currency),
    taxes_amount_cents: cents(tax, currency),
    total_amount_cents: cents(sumOf([amount, tax]), currency),
    charges_usage: lines.map((line) => chargeUsage(line, currency, meters)),
  };
}

/** The tax on lines by their rates, rounded once: that of the whole invoice may round otherwise. */
function taxOf(lines: readonly InvoiceLine[], currency: CurrencyCode): string {
  const percents = lines.map(({ amount, tax }) =>
    multiply(decimalOf(amount), decimalOf(tax?.rate ?? "0")),
  );
  return format(roundToMinor(multiply(sum(percents), decimalOf("0.01")), currency));
}

const sumOf = (amounts: readonly string[]): string => format(sum(amounts.map(decimalOf)));

function chargeUsage(
  line: InvoiceLine,
  currency: CurrencyCode,
  meters: readonly MeterSummary[],
): object {
  const meter = meters.find(({ id }) => id === line.meter);
  return {
    units: line.explanation.quantity,
    total_aggregated_units: line.explanation.quantity,
    events_count: line.explanation.events ?? 0,
    amount_cents: cents(line.amount, currency),
    amount_currency: currency,
    charge: { lago_id: line.charge ?? line.id, invoice_display_name: line.description },
    billable_metric: {
      lago_id: line.meter,
      code: line.meter,
      name: meter?.name ?? line.meter,
      aggregation_type: aggregations[meter?.aggregation ?? ""] ?? meter?.aggregation,
    },
    filters: [],
    grouped_usage: [],
  };
}

/** Lago's words; what it has no word for keeps Florin's. */
const aggregations: Readonly<Record<string, string>> = {
  count: "count_agg",
  sum: "sum_agg",
  max: "max_agg",
  latest: "latest_agg",
  unique: "unique_count_agg",
  "time-weighted-sum": "weighted_sum_agg",
};
