import { Link } from "@tanstack/react-router";
import type { Customer } from "../../api/customers.ts";
import { formatDay } from "../../format/format-date.ts";
import { type Fact, Facts } from "../../parts/facts.tsx";
import { Money } from "../../parts/money.tsx";
import styles from "./customer-facts.module.css";

/** Who the customer is and where the account stands. */
export function CustomerFacts({ customer }: { customer: Customer }) {
  const zone = customer.timeZone ?? "UTC";
  const facts: readonly Fact[] = [
    {
      name: "Next invoice",
      value: nextInvoice(customer, zone),
    },
    { name: "Segment", value: customer.segment },
    { name: "Country", value: customer.country },
    { name: "Time zone", value: customer.timeZone },
    { name: "Email", value: customer.email },
    { name: "Customer since", value: formatDay(customer.createdAt, zone) },
  ];
  return (
    <section aria-label="About this customer" className={styles.card}>
      <dl className={styles.invoiced}>
        <dt>Invoiced in all</dt>
        <dd>
          <Link to="/invoices" search={{ customer: customer.id }}>
            <Money amount={customer.invoiced} currency={customer.currency} />
          </Link>
        </dd>
      </dl>
      <Facts facts={facts} />
    </section>
  );
}

function nextInvoice({ parked, nextDue }: Customer, zone: string): string {
  if (parked !== null) return "None while parked";
  return nextDue === null ? "Nothing due" : formatDay(nextDue, zone);
}
