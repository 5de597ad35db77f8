import {
  IconAlertTriangle,
  IconCash,
  IconCoins,
  IconFileInvoice,
  IconRefresh,
  IconUser,
  type TablerIcon,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { TimelineGroup, TimelineMoment } from "../../api/accounts.ts";
import { formatDay, formatMinute } from "../../format/format-date.ts";
import { dateWords } from "../../parts/contract-words.ts";
import { Money } from "../../parts/money.tsx";
import { momentNote, momentTitle } from "./moment-words.ts";
import styles from "./timeline-panel.module.css";

const icons: Readonly<Record<TimelineGroup, TablerIcon>> = {
  customer: IconUser,
  subscription: IconRefresh,
  document: IconFileInvoice,
  payment: IconCash,
  credit: IconCoins,
  dunning: IconAlertTriangle,
};

interface Properties {
  readonly moments: readonly TimelineMoment[];
  readonly zone: string;
  readonly toCome?: boolean;
}

/** Moments in their order, each with its day in the customer's zone. */
export function MomentList({ moments, zone, toCome = false }: Properties) {
  return (
    <ol className={styles.moments}>
      {moments.map((moment) => (
        <Moment key={moment.id} moment={moment} zone={zone} toCome={toCome} />
      ))}
    </ol>
  );
}

function Moment({
  moment,
  zone,
  toCome,
}: {
  moment: TimelineMoment;
  zone: string;
  toCome: boolean;
}) {
  const { at, group, amount, currency, on } = moment;
  const Icon = icons[group];
  const note = momentNote(moment);
  const day = formatDay(at, zone);
  const holds = on === null ? undefined : formatDay(on);
  return (
    <li className={styles.moment} data-group={group} data-to-come={toCome}>
      <time dateTime={at} title={formatMinute(at)} className={styles.day}>
        {day}
      </time>
      <span className={styles.icon}>
        <Icon size={14} stroke={1.75} aria-hidden />
      </span>
      <div className={styles.what}>
        <span className={styles.title}>{momentTitle(moment, toCome)}</span>
        <Subject moment={moment} />
        {holds !== undefined && holds !== day && (
          <span className={styles.note}>
            {moment.kind === "payment-promise" ? "by" : "from"} {holds}
          </span>
        )}
        {note !== null && <span className={styles.note}>{note}</span>}
      </div>
      <span className={styles.amount}>
        {amount !== null && <Money amount={amount} currency={currency} />}
      </span>
    </li>
  );
}

/** What a moment is about, as a link where there is a page of it. */
function Subject({ moment }: { moment: TimelineMoment }) {
  const { invoice, name, about } = moment;
  const page = about === null ? undefined : pageOf(moment);
  const words = name ?? about;
  return (
    <>
      {words !== null && about !== null && page === "subscription" ? (
        <SubscriptionLink id={about}>{words}</SubscriptionLink>
      ) : words !== null && about !== null && page === "contract" ? (
        <ContractLink id={about}>{words}</ContractLink>
      ) : (
        name !== null && <span>{name}</span>
      )}
      {invoice !== null && (
        <Link to="/invoices/$invoiceId" params={{ invoiceId: invoice.id }}>
          {invoice.number}
        </Link>
      )}
    </>
  );
}

const ofContract = new Set(["index-value", ...Object.keys(dateWords)]);
const ofPurchase = new Set(["licence", "sale", "milestone", "delivery"]);

/** The page of what a moment is about, where there is one. */
function pageOf({ group, kind }: TimelineMoment): "subscription" | "contract" | undefined {
  if (ofContract.has(kind) || kind.startsWith("contract")) return "contract";
  return group === "subscription" && !ofPurchase.has(kind) ? "subscription" : undefined;
}

function ContractLink({ id, children }: { id: string; children: string }) {
  return (
    <Link to="/contracts/$contractId" params={{ contractId: id }}>
      {children}
    </Link>
  );
}

function SubscriptionLink({ id, children }: { id: string; children: string }) {
  return (
    <Link to="/subscriptions/$subscriptionId" params={{ subscriptionId: id }}>
      {children}
    </Link>
  );
}
