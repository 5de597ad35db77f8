import type { Subscription } from "../../api/subscriptions.ts";
import { formatPrice } from "../../format/format-money.ts";
import { formatCount } from "../../format/format-quantity.ts";
import { Facts } from "../../parts/facts.tsx";
import { Panel } from "../../parts/panel.tsx";

const alignments = {
  anniversary: "From its first day on",
  calendar: "On the first of the month",
} as const;

/** What was agreed besides the plan's own prices. */
export function TermsPanel({ subscription }: { subscription: Subscription }) {
  const { alignment, termYears, contractNumber, agreed } = subscription;
  return (
    <Panel title="Agreed terms">
      <Facts
        facts={[
          { name: "Periods begin", value: alignments[alignment] },
          { name: "Term", value: termYears === null ? null : formatCount(termYears, "year") },
          { name: "Contract", value: contractNumber },
          ...Object.entries(agreed).map(([what, amount]) => ({
            name: what === "base" ? "Agreed price" : `Agreed for ${what}`,
            value: formatPrice(amount),
          })),
        ]}
      />
    </Panel>
  );
}
