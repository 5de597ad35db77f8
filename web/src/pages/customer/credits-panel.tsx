import { Button } from "@mantine/core";
import { useState } from "react";
import type { CreditGrant, CustomerCredits } from "../../api/credits.ts";
import type { Customer } from "../../api/customers.ts";
import { isZero } from "../../format/decimal-text.ts";
import { formatDay } from "../../format/format-date.ts";
import { formatAmount } from "../../format/format-money.ts";
import { Answer } from "../../parts/answer.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { LoadingRows } from "../../parts/loading.tsx";
import { Money } from "../../parts/money.tsx";
import { Above } from "../../parts/next-act.tsx";
import { Panel } from "../../parts/panel.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { BurnDown } from "./burn-down.tsx";
import styles from "./credits-panel.module.css";
import { GrantForm } from "./grant-form.tsx";
import { useCredits } from "./queries.ts";

const appliesWords: Readonly<Record<CreditGrant["appliesTo"], string>> = {
  recurring: "recurring fees",
  usage: "usage",
  all: "everything",
};

/** What the customer has in credits, in the order in which it is used. */
export function CreditsPanel({ customer }: { customer: Customer }) {
  const credits = useCredits(customer.id);
  const [granting, setGranting] = useState(false);
  const zone = customer.timeZone ?? "UTC";
  return (
    <Panel
      title="Credits"
      id="credits"
      flush
      intro={comingGrants(credits.data, zone)}
      aside={
        credits.data === undefined || granting ? undefined : (
          <Button size="xs" onClick={() => setGranting(true)}>
            Grant credits
          </Button>
        )
      }
    >
      {granting && (
        <div className={styles.form}>
          <GrantForm customer={customer} onDone={() => setGranting(false)} />
        </div>
      )}
      <Answer query={credits} loading={<LoadingRows rows={3} />}>
        {({ grants, currency }) =>
          grants.length === 0 && granting ? null : grants.length === 0 ? (
            <EmptyState next={<Above act="Grant credits" />}>
              This customer has no credits. Credits pay invoices before money does: prepaid ones,
              promotions, goodwill, what a broken promise of service gave back.
            </EmptyState>
          ) : (
            <RecordTable
              caption="Grants, in the order in which they are used"
              columns={columnsFor(currency, zone)}
              rows={grants}
              rowKey={({ id }) => id}
            />
          )
        }
      </Answer>
    </Panel>
  );
}

/** What is granted again, and what is bought when credits run low. */
function comingGrants(credits: CustomerCredits | undefined, zone: string): string | undefined {
  if (credits === undefined) return undefined;
  const { recurring, topUpRules, currency } = credits;
  const words = [
    ...recurring.map(
      ({ name, amount, every, next }) =>
        `${name}: ${formatAmount(amount, currency)} ${every}, next ${formatDay(next, zone)}`,
    ),
    ...topUpRules
      .filter(({ to }) => to === null)
      .map(({ whenBelow, amount, upTo }) => {
        const size =
          amount === null
            ? `up to ${formatAmount(upTo ?? "0", currency)}`
            : formatAmount(amount, currency);
        return `Top-up of ${size} below ${formatAmount(whenBelow, currency)}`;
      }),
  ];
  return words.length === 0 ? undefined : words.join(" · ");
}

const columnsFor = (currency: string | null, zone: string): readonly Column<CreditGrant>[] => [
  {
    key: "name",
    header: "Grant",
    narrow: "title",
    cell: ({ name, priority }) => (
      <>
        {name}
        {priority > 0 && <span className={styles.quiet}>priority {priority}</span>}
      </>
    ),
  },
  { key: "id", header: "Id", narrow: "none", cell: ({ id }) => <code>{id}</code> },
  { key: "pays", header: "Pays", cell: ({ appliesTo }) => appliesWords[appliesTo] },
  {
    key: "expires",
    header: "Expires",
    cell: ({ expiresAt, remaining }) =>
      expiresAt === null ? (isZero(remaining) ? null : "never") : formatDay(expiresAt, zone),
  },
  {
    key: "used",
    header: "Used of",
    narrow: "wide",
    cell: (grant) => <BurnDown grant={grant} currency={currency} />,
  },
  {
    key: "remaining",
    header: "Left",
    figure: true,
    narrow: "figure",
    cell: ({ remaining }) => <Money amount={remaining} currency={currency} />,
  },
];
