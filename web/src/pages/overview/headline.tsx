import { Link } from "@tanstack/react-router";
import type { EventCounts, Summary } from "../../api/summary.ts";
import { formatPeriod } from "../../format/format-date.ts";
import { formatCount, formatQuantity } from "../../format/format-quantity.ts";
import { Figure, FigureStrip } from "../../parts/figure-strip.tsx";
import { Money } from "../../parts/money.tsx";

/** The headline figures; each leads to what it counts. */
export function Headline({
  summary,
  events,
}: {
  summary: Summary;
  /** Undefined until they are counted. */
  events: EventCounts | undefined;
}) {
  const { invoices, customers, subscriptions } = summary;
  const unbilled = events?.unbilled ?? 0;
  return (
    <FigureStrip>
      <Figure
        name="Billed total"
        value={
          <Link to="/invoices">
            <Money amount={invoices.total} currency={summary.currency} />
          </Link>
        }
        note={
          summary.from === null || summary.to === null
            ? "No invoice yet"
            : `Issued ${formatPeriod(summary.from, summary.to)}`
        }
      />
      <Figure
        name="Invoices"
        value={<Link to="/invoices">{formatQuantity(invoices.count)}</Link>}
        note="Each line explained"
      />
      <Figure
        name="Customers"
        value={<Link to="/customers">{formatQuantity(customers)}</Link>}
        note={formatCount(subscriptions, "subscription")}
      />
      <Figure
        name="Events accepted"
        value={<Link to="/usage">{counted(events?.accepted)}</Link>}
        note="Each counted once"
      />
      <Figure
        name="Events unbilled"
        tone={unbilled > 0 ? "attention" : "plain"}
        value={
          <Link to="/usage" hash="unbilled">
            {counted(events?.unbilled)}
          </Link>
        }
        note={
          events === undefined ? "Being counted" : unbilled > 0 ? "Need a look" : "None left out"
        }
      />
    </FigureStrip>
  );
}

const counted = (count: number | undefined): string =>
  count === undefined ? "…" : formatQuantity(count);
