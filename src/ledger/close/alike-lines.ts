import { add, type Decimal, decimalOf, format, isNegative } from "../../money/decimal.ts";
import type { Posting } from "../recognition/month-close.ts";
import type { SoldInvoice, SoldLine } from "../recognition/sold-line.ts";
import type { OpenInvoice } from "./close-invoice.ts";

/** What of an open invoice says how its revenue is recognised. */
export type SoldSince = Pick<OpenInvoice, "sold" | "adjustments" | "closed">;

/** An invoice that stands for so many lines which are recognised alike. */
export interface AlikeLines extends SoldSince {
  readonly count: number;
}

/**
 * Invoices in fewer ones that come to the same when each is counted as often as it says: work is then that of different prices and
 * periods, and not of customers. Lines do not know of one another, so each stands for itself; what is earned evenly by day is rounded
 * line by line, so only lines of one amount and period are alike; all else is in proportion to its amount, so lines of one day and sign
 * are added up. An invoice of which a line was changed since stays as it is. What was found of some invoices may be given with others.
 */
export function alikeLines(invoices: Iterable<SoldSince | AlikeLines>): readonly AlikeLines[] {
  const found = new Map<string, { readonly like: SoldSince; amount: Decimal; count: number }>();
  const others: AlikeLines[] = [];
  for (const invoice of invoices) {
    const count = "count" in invoice ? invoice.count : 1;
    if (!isPlain(invoice)) {
      others.push({ ...invoice, count: 1 });
      continue;
    }
    const { sold, closed } = invoice;
    for (const line of sold.lines) {
      const amount = decimalOf(line.amount);
      const booked = closed.length === 0 ? [] : closed.filter((own) => own.obligation === line.id);
      const isAdded = line.earned.kind !== "ratable" && booked.length === 0;
      const key = `${lineKey(sold, line)} ${
        isAdded ? isNegative(amount) : `${line.amount}${bookedKey(sold, line, booked)}`
      }`;
      const known = found.get(key);
      if (known === undefined) {
        const like = { sold: { ...sold, lines: [line] }, adjustments: [], closed: booked };
        found.set(key, { like, amount, count });
      } else if (isAdded) known.amount = add(known.amount, amount);
      else known.count += count;
    }
  }
  return [...[...found.values()].map(alikeOf), ...others];
}

/** Whether nothing is known of an invoice but what it said and what was booked of its lines. */
function isPlain({ sold, adjustments, closed }: SoldSince): boolean {
  if (adjustments.length > 0 || sold.allocations !== undefined) return false;
  const lines = closed.length === 0 ? undefined : new Set(sold.lines.map(({ id }) => id));
  return lines === undefined || closed.every(({ obligation }) => lines.has(obligation));
}

function lineKey({ currency, issued }: SoldInvoice, { stream, earned }: SoldLine): string {
  const days = earned.kind === "ratable" ? `${earned.from} ${earned.to}` : dayOf(earned);
  return `${currency} ${issued} ${stream} ${earned.kind} ${days}`;
}

const dayOf = (earned: SoldLine["earned"]): string =>
  "day" in earned && earned.day !== undefined ? String(earned.day) : "";

/** What was booked of a line, whatever invoice and line it is. */
function bookedKey({ id }: SoldInvoice, line: SoldLine, booked: readonly Posting[]): string {
  const own = `${id}/${line.id}/`;
  return booked
    .map(({ month, kind, amount, day, givesBack, fact, note }) => {
      const named = fact?.startsWith(own) === true ? fact.slice(own.length) : `of ${fact}`;
      return ` ${month} ${kind} ${format(amount)} ${day} ${givesBack} ${named} ${note}`;
    })
    .join();
}

function alikeOf({
  like,
  amount,
  count,
}: {
  readonly like: SoldSince;
  readonly amount: Decimal;
  readonly count: number;
}): AlikeLines {
  const [line] = like.sold.lines;
  if (count > 1 || line === undefined || line.earned.kind === "ratable") return { ...like, count };
  return { ...like, sold: { ...like.sold, lines: [{ ...line, amount: format(amount) }] }, count };
}
