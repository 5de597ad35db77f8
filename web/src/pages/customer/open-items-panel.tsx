import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { CustomerReceivables, OpenItem } from "../../api/accounts.ts";
import type { Customer } from "../../api/customers.ts";
import { isZero } from "../../format/decimal-text.ts";
import { formatDay } from "../../format/format-date.ts";
import { formatAmount } from "../../format/format-money.ts";
import { formatCount } from "../../format/format-quantity.ts";
import { Answer } from "../../parts/answer.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { LoadingRows } from "../../parts/loading.tsx";
import { Money } from "../../parts/money.tsx";
import { Panel } from "../../parts/panel.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { stepTitle } from "./moment-words.ts";
import styles from "./open-items-panel.module.css";
import { PaymentForm } from "./payment-form.tsx";
import { PaymentTable } from "./payment-table.tsx";
import { useReceivables } from "./queries.ts";

/** Closed invoices that are shown beside the open ones. */
const closedShown = 3;

/** What is owed and how far it is dunned, what was paid, and the way to record a payment. */
export function OpenItemsPanel({ customer }: { customer: Customer }) {
  const receivables = useReceivables(customer.id);
  const [paying, setPaying] = useState(false);
  return (
    <Panel
      title="Owed and paid"
      id="owed"
      flush
      intro={standing(receivables.data, customer.timeZone ?? "UTC")}
      aside={
        receivables.data === undefined || paying ? undefined : (
          <Button size="xs" onClick={() => setPaying(true)}>
            Record a payment
          </Button>
        )
      }
    >
      {paying && receivables.data !== undefined && (
        <div className={styles.form}>
          <PaymentForm receivables={receivables.data} onDone={() => setPaying(false)} />
        </div>
      )}
      <Answer query={receivables} loading={<LoadingRows rows={4} />}>
        {(data) => <Owed receivables={data} zone={customer.timeZone ?? "UTC"} />}
      </Answer>
    </Panel>
  );
}

function standing(receivables: CustomerReceivables | undefined, zone: string): string | undefined {
  if (receivables?.suspendedSince == null) return undefined;
  return `Access is suspended since ${formatDay(receivables.suspendedSince, zone)}; billing goes on`;
}

function Owed({ receivables, zone }: { receivables: CustomerReceivables; zone: string }) {
  const { items, payments, currency } = receivables;
  const [all, setAll] = useState(false);
  if (items.length === 0 && payments.length === 0)
    return (
      <EmptyState next={null}>
        Nothing is owed yet. Once an invoice is issued it stands here until it is paid, with what
        dunning does about it.
      </EmptyState>
    );
  const open = items.filter((item) => !isZero(item.open));
  const closed = items.filter((item) => isZero(item.open));
  const shown = [...open, ...(all ? closed : closed.slice(0, closedShown))];
  const more = items.length - shown.length;
  return (
    <>
      <RecordTable
        caption="Invoices, those on which something is owed first"
        columns={columnsFor(currency, zone)}
        rows={shown}
        rowKey={({ id }) => id}
      />
      {more > 0 && (
        <div className={styles.more}>
          <Button size="xs" onClick={() => setAll(true)}>
            {formatCount(more, "more paid invoice")}
          </Button>
        </div>
      )}
      {payments.length > 0 && (
        <section aria-label="Payments" className={styles.payments}>
          <h3 className={styles.heading}>Payments</h3>
          <PaymentTable payments={payments} currency={currency} zone={zone} />
        </section>
      )}
    </>
  );
}

const statusWords: Readonly<Record<OpenItem["status"], string>> = {
  open: "Open",
  "in-dispute": "In dispute",
  paid: "Paid",
  "written-off": "Written off",
};

const columnsFor = (currency: string | null, zone: string): readonly Column<OpenItem>[] => [
  {
    key: "number",
    header: "Invoice",
    narrow: "title",
    cell: ({ id, number }) => (
      <Link to="/invoices/$invoiceId" params={{ invoiceId: id }}>
        {number}
      </Link>
    ),
  },
  {
    key: "due",
    header: "Due",
    cell: ({ dueAt }) => (
      <>
        <span className="narrow-only">due </span>
        {formatDay(dueAt, zone)}
      </>
    ),
  },
  {
    key: "status",
    header: "Standing",
    cell: ({ status, daysOverdue }) => (
      <span className={styles.status} data-status={daysOverdue > 0 ? "overdue" : status}>
        {daysOverdue > 0
          ? `${formatCount(daysOverdue, "day")} overdue`
          : status === "open"
            ? "Not due"
            : statusWords[status]}
      </span>
    ),
  },
  {
    key: "dunning",
    header: "Dunning",
    narrow: "wide",
    cell: (item) => <Dunning item={item} zone={zone} />,
  },
  {
    key: "total",
    header: "Total",
    figure: true,
    narrow: "none",
    cell: ({ total }) => formatAmount(total, currency),
  },
  {
    key: "open",
    header: "Open",
    figure: true,
    narrow: "figure",
    cell: ({ open }) => <Money amount={open} currency={currency} />,
  },
];

function Dunning({ item: { stage, next, promisedUntil }, zone }: { item: OpenItem; zone: string }) {
  if (stage === null && next === null && promisedUntil === null) return null;
  return (
    <span className={styles.dunning}>
      {stage !== null && (
        <span>
          {stepTitle(stage.action)} {formatDay(stage.at, zone)}
        </span>
      )}
      {promisedUntil !== null && <span>promised by {formatDay(promisedUntil)}</span>}
      {next !== null && (
        <span className={styles.next}>
          next: {stepTitle(next.action).toLowerCase()} {formatDay(next.at, zone)}
        </span>
      )}
    </span>
  );
}
