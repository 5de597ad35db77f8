import type { Invoice } from "../account/invoice.ts";

/** The period that covers every line's, half-open; undefined where no line has one. Times are RFC 3339 UTC. */
export function spanOf(
  invoice: Pick<Invoice, "lines">,
): { readonly from: string; readonly to: string } | undefined {
  const periods = invoice.lines.flatMap((line) => line.period ?? []);
  const from = periods.map((period) => period.from).sort()[0];
  const to = periods
    .map((period) => period.to)
    .sort()
    .at(-1);
  return from === undefined || to === undefined ? undefined : { from, to };
}
