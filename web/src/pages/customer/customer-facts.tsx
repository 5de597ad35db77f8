import { Link } from "@tanstack/react-router";
import type { Customer } from "../../api/customers.ts";
import { formatDay } from "../../format/format-date.ts";
import { type Fact, Facts } from "../../parts/facts.tsx";
import styles from "./customer-facts.module.css";

/** Who the customer is and where the account stands. */
export function CustomerFacts({ customer }: { customer: Customer }) {
  const zone = customer.timeZone ?? "UTC";
  const facts: readonly Fact[] = [
    { name: "Paid for by", value: payerLink(customer) },
    { name: "Segment", value: customer.segment },
    { name: "Country", value: customer.country },
    { name: "Time zone", value: customer.timeZone },
    { name: "E-mail", value: customer.email },
    { name: "VAT number", value: vatNumber(customer) },
    { name: "Customer since", value: formatDay(customer.createdAt, zone) },
  ];
  return (
    <section aria-label="About this customer" className={styles.card}>
      <Facts facts={facts} />
    </section>
  );
}

/** Who pays, where another does. */
function payerLink({ payer }: Customer) {
  if (payer === null) return null;
  return (
    <Link to="/customers/$customerId" params={{ customerId: payer.id }} className={styles.link}>
      {payer.name}
    </Link>
  );
}

/** The number, and what the register said of it. */
function vatNumber({ vatNumber: number, vatCheck }: Customer) {
  if (number === null) return null;
  if (vatCheck === null || vatCheck.number !== number) return `${number}, not checked`;
  const found = vatCheck.valid ? "valid" : "not valid";
  return `${number}, ${found} on ${formatDay(vatCheck.checkedAt)}`;
}
