import type { Customer } from "../../api/customers.ts";
import { formatMinute } from "../../format/format-date.ts";
import { Banner } from "../../parts/banner.tsx";
import styles from "./parked-banner.module.css";

/** Says that an account is parked: it is billed nothing until the reason is resolved and it is let go on. */
export function ParkedBanner({ customer }: { customer: Customer }) {
  const { parked } = customer;
  if (parked === null) return null;
  return (
    <Banner
      label="Account parked"
      title={
        <>
          Parked since <time dateTime={parked.since}>{formatMinute(parked.since)}</time>
        </>
      }
    >
      <p>{parked.reason}</p>
      <p className={styles.note}>
        No invoice is made for this customer meanwhile. Once the reason is gone, let the account go
        on with an API key: <code>POST /v1/customers/{encodeURIComponent(customer.id)}/unpark</code>
      </p>
    </Banner>
  );
}
