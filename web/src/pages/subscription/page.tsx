import { getRouteApi, Link } from "@tanstack/react-router";
import type { Subscription } from "../../api/subscriptions.ts";
import { formatDay } from "../../format/format-date.ts";
import { formatAmount } from "../../format/format-money.ts";
import { formatCount } from "../../format/format-quantity.ts";
import { Answer, isMissing } from "../../parts/answer.tsx";
import { Figure, FigureStrip } from "../../parts/figure-strip.tsx";
import { LoadingBlock } from "../../parts/loading.tsx";
import { Missing } from "../../parts/missing.tsx";
import { Money } from "../../parts/money.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageStack } from "../../parts/page-stack.tsx";
import { Panel } from "../../parts/panel.tsx";
import { StandingMark } from "../../parts/standing-mark.tsx";
import { useToday } from "../../parts/use-today.ts";
import { AddonsPanel } from "./addons-panel.tsx";
import { ChangesPanel } from "./changes-panel.tsx";
import { CouponsPanel } from "./coupons-panel.tsx";
import { NextInvoicePanel } from "./next-invoice-panel.tsx";
import { PhaseStrip } from "./phase-strip.tsx";
import { useSubscription } from "./queries.ts";
import styles from "./subscription.module.css";
import { TermsPanel } from "./terms-panel.tsx";

const route = getRouteApi("/subscriptions/$subscriptionId");

/** One subscription: where it stands, what came before and comes next, and what it cost. */
export function SubscriptionPage() {
  const { subscriptionId } = route.useParams();
  const subscription = useSubscription(subscriptionId);
  const back = { label: "Subscriptions", link: { to: "/subscriptions" } } as const;
  return (
    <>
      {subscription.data === undefined && (
        <PageHeader
          title={isMissing(subscription) ? "No such subscription" : "Subscription"}
          back={back}
        />
      )}
      <Answer
        query={subscription}
        loading={<LoadingBlock height={420} />}
        missing={
          <Missing action={<Link to="/subscriptions">All subscriptions</Link>}>
            No subscription has the id <code>{subscriptionId}</code>.
          </Missing>
        }
      >
        {(data) => <SubscriptionView key={data.id} subscription={data} />}
      </Answer>
    </>
  );
}

function SubscriptionView({ subscription }: { subscription: Subscription }) {
  const { id, customer, customerName, phases, of, addons, coupons } = subscription;
  const today = useToday();
  return (
    <>
      <PageHeader
        title={currentName(subscription)}
        intro={
          <span className={styles.intro}>
            <code>{id}</code>
            <StandingMark standing={subscription.standing} />
            {of !== null && (
              <Link to="/subscriptions/$subscriptionId" params={{ subscriptionId: of }}>
                add-on of {of}
              </Link>
            )}
          </span>
        }
        back={{
          label: customerName,
          link: { to: "/customers/$customerId", params: { customerId: customer } },
        }}
      />
      <PageStack>
        <Figures subscription={subscription} />
        <Panel title="Terms over time" intro={phasesIntro(subscription)}>
          {today !== undefined && <PhaseStrip phases={phases} today={today} />}
        </Panel>
        <ChangesPanel subscription={subscription} />
        {of === null && addons.length > 0 && <AddonsPanel addons={addons} />}
        {coupons.length > 0 && <CouponsPanel coupons={coupons} />}
        <NextInvoicePanel customer={customer} subscription={id} />
        <TermsPanel subscription={subscription} />
      </PageStack>
    </>
  );
}

/** What it is of now; before it begins, what it will be of first. */
const currentName = ({ phases, id }: Subscription): string =>
  (phases.findLast(({ current }) => current) ?? phases.at(-1) ?? { planName: id }).planName;

const phasesIntro = ({ phases }: Subscription): string =>
  phases.length === 1
    ? "One stretch of unchanged terms"
    : `${formatCount(phases.length, "stretch", "stretches")} of unchanged terms`;

const kindWords: Readonly<Record<string, string>> = {
  recurring: "fees",
  usage: "usage",
  capacity: "capacity",
  "late-usage": "late usage",
  fee: "leaving early",
};

function Figures({ subscription }: { subscription: Subscription }) {
  const { invoiced, trialUntil, paidUntil, standing, phases } = subscription;
  const { currency, kinds } = invoiced;
  const first = phases[0];
  return (
    <FigureStrip>
      <Figure
        name="Invoiced so far, before tax"
        value={<Money amount={invoiced.total} currency={currency} />}
        note={
          kinds.length === 0
            ? "Nothing yet"
            : kinds
                .map(
                  ({ kind, amount }) =>
                    `${kindWords[kind] ?? kind} ${formatAmount(amount, currency)}`,
                )
                .join(", ")
        }
      />
      <Figure
        name={standing === "scheduled" ? "Starts" : "Since"}
        value={first === undefined ? "–" : formatDay(first.from)}
        note={trialUntil === null ? "No free days" : `First paid day ${formatDay(trialUntil)}`}
      />
      <Figure
        name="Paid in advance until"
        value={paidUntil === null ? "–" : formatDay(paidUntil)}
        note={paidUntil === null ? "Nothing is" : "The first day that is not"}
      />
    </FigureStrip>
  );
}
