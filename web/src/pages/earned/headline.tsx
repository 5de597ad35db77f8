import type { RemainingObligations, RollForwardRow } from "../../api/earned.ts";
import { sumDecimals } from "../../format/decimal-text.ts";
import { formatMonth } from "../../format/format-date.ts";
import { Figure, FigureStrip } from "../../parts/figure-strip.tsx";
import { Money } from "../../parts/money.tsx";

interface Properties {
  readonly rows: readonly RollForwardRow[];
  /** The month of the server's time. */
  readonly now: string;
  readonly remaining: RemainingObligations | undefined;
}

/** What is deferred and unbilled at the end of the running month, and what remains, for each currency. */
export function EarnedHeadline({ rows, now, remaining }: Properties) {
  const currencies = [...new Set(rows.map(({ currency }) => currency))];
  return currencies.map((currency) => {
    const own = rows.filter((row) => row.currency === currency && row.month === now);
    const left = remaining?.items.find((item) => item.currency === currency);
    return (
      <FigureStrip key={currency}>
        <Figure
          name="Deferred revenue"
          value={
            <Money
              amount={sumDecimals(own.map(({ deferred }) => deferred.closing))}
              currency={currency}
            />
          }
          note={`At the end of ${formatMonth(now)}, as things stand`}
        />
        <Figure
          name="Contract assets"
          value={
            <Money
              amount={sumDecimals(own.map(({ contractAsset }) => contractAsset.closing))}
              currency={currency}
            />
          }
          note="Earned, not billed"
        />
        <Figure
          name="RPO"
          value={left === undefined ? "–" : <Money amount={left.total} currency={currency} />}
          note="Sold, not earned"
        />
        <Figure
          name="cRPO"
          value={left === undefined ? "–" : <Money amount={left.withinYear} currency={currency} />}
          note="Of it in twelve months"
        />
      </FigureStrip>
    );
  });
}
