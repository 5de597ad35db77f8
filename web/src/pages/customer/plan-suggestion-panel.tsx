import type { Customer } from "../../api/customers.ts";
import type { PlanCost, PlanSuggestion } from "../../api/entitlements.ts";
import type { Meter } from "../../api/usage.ts";
import { negated, sumDecimals } from "../../format/decimal-text.ts";
import { formatMonth } from "../../format/format-date.ts";
import { formatMoney } from "../../format/format-money.ts";
import { formatQuantity, unitFor } from "../../format/format-quantity.ts";
import { Money } from "../../parts/money.tsx";
import { Panel } from "../../parts/panel.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { VerdictMark } from "../../parts/verdict-mark.tsx";
import styles from "./plan-suggestion-panel.module.css";
import { usePlanSuggestion } from "./queries.ts";

interface Properties {
  readonly customer: Customer;
  readonly meters: readonly Meter[];
}

/** What the use of the last whole month would have cost on each plan, and which is the cheapest. Nothing where no plan can be compared. */
export function PlanSuggestionPanel({ customer, meters }: Properties) {
  const suggestion = usePlanSuggestion(customer.id).data;
  if (suggestion === undefined || suggestion.plans.length === 0) return null;
  const { plans, currency } = suggestion;
  return (
    <Panel
      title="Cheapest plan"
      id="cheapest-plan"
      intro={`What the use of ${monthOf(suggestion)} would have cost, without tax: ${usedWords(suggestion, meters)}`}
      flush
    >
      <p className={styles.verdict}>{verdictOf(suggestion)}</p>
      <RecordTable
        caption="What each plan would have cost, the cheapest first"
        columns={columnsFor(suggestion)}
        rows={plans}
        rowKey={({ plan }) => plan}
      />
      <p className={styles.note}>
        By price in {currency} for one unit of each plan, whatever their features. Left out are
        plans that are not sold to everyone, have no monthly price, price single events or parts of
        the use, or would have blocked it. Quotas by the day or hour, or rolling ones, are not
        looked at except for peaks.
      </p>
    </Panel>
  );
}

/** The month, by the day in its middle: it begins at midnight of the books' zone. */
const monthOf = ({ from, to }: PlanSuggestion): string =>
  formatMonth(new Date((Date.parse(from) + Date.parse(to)) / 2).toISOString().slice(0, 7));

function usedWords({ usage }: PlanSuggestion, meters: readonly Meter[]): string {
  if (usage.length === 0) return "nothing was used";
  const units = new Map(meters.map(({ id, unit }) => [id, unit]));
  return usage
    .map(({ meter, quantity }) => {
      const unit = units.get(meter);
      return `${formatQuantity(quantity)} ${unit === undefined ? meter : unitFor(quantity, unit)}`;
    })
    .join(", ");
}

function verdictOf({ suggested, saves, plans, current, currency }: PlanSuggestion): string {
  const nameOf = (id: string | null) => plans.find(({ plan }) => plan === id)?.name;
  if (suggested !== null && saves !== null)
    return `${nameOf(suggested)} would have saved ${formatMoney(saves, currency)}.`;
  if (current === null)
    return "Nothing is suggested: it has no plan, or several, and so none to compare with.";
  return nameOf(current) === undefined
    ? "Nothing is suggested: the plan that it has cannot be compared with these."
    : "Nothing is suggested: no plan would have cost less than the one that it has.";
}

const columnsFor = ({
  plans,
  current,
  suggested,
  currency,
}: PlanSuggestion): readonly Column<PlanCost>[] => {
  const own = plans.find(({ plan }) => plan === current);
  return [
    {
      key: "plan",
      header: "Plan",
      narrow: "title",
      cell: ({ name }) => name,
    },
    {
      key: "standing",
      header: "Standing",
      cell: ({ plan }) =>
        plan === current ? (
          <VerdictMark tone="open">Has it now</VerdictMark>
        ) : plan === suggested ? (
          <VerdictMark tone="good">Suggested</VerdictMark>
        ) : null,
    },
    {
      key: "cost",
      header: "Would have cost",
      figure: true,
      narrow: "figure",
      cell: ({ cost }) => <Money amount={cost} currency={currency} />,
    },
    ...(own === undefined
      ? []
      : [
          {
            key: "difference",
            header: "Against the plan now",
            figure: true,
            narrow: "named",
            cell: ({ plan, cost }: PlanCost) =>
              plan === current ? null : (
                <Money amount={sumDecimals([cost, negated(own.cost)])} currency={currency} />
              ),
          } as const,
        ]),
  ];
};
