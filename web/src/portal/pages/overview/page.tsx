import { useQuery } from "@tanstack/react-query";
import { EmptyState } from "../../../parts/empty-state.tsx";
import { Panel } from "../../../parts/panel.tsx";
import { type Overview, overviewQuery, type PortalPlan } from "../../api/overview.ts";
import { useLanguage } from "../../language/language.tsx";
import { AlertTable } from "../../parts/alert-table.tsx";
import { Answer } from "../../parts/answer.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { QuotaBar } from "../../parts/quota-bar.tsx";
import { Stack } from "../../parts/stack.tsx";
import { useMay, useMe } from "../../shell/me.tsx";
import { addressOf } from "../../shell/place.ts";
import { PlaceLink } from "../../shell/place-link.tsx";
import { AttentionList } from "./attention-list.tsx";
import { CostPanel } from "./cost-panel.tsx";
import { MoneyFigures } from "./money-figures.tsx";
import styles from "./overview.module.css";
import { PlanList } from "./plan-list.tsx";

/** What the customer has, what it costs so far, and what needs them. */
export function OverviewPage() {
  const { say } = useLanguage();
  const { customer, branding } = useMe();
  const overview = useQuery(overviewQuery);
  return (
    <>
      <PageHead
        title={say("overview.title")}
        intro={say("overview.intro", { customer: customer.name, seller: branding.name })}
      />
      <Answer query={overview} lines={10}>
        {(data) => <OverviewView overview={data} />}
      </Answer>
    </>
  );
}

function OverviewView({ overview }: { overview: Overview }) {
  const { say } = useLanguage();
  const [seesPlans, changesPlans, seesUsage, seesCost, seesAlerts] = [
    useMay("plans.read"),
    useMay("plans.change"),
    useMay("usage.read"),
    useMay("cost.read"),
    useMay("alerts.read"),
  ];
  const { plans, quotas, alerts } = overview;
  return (
    <Stack>
      <AttentionList overview={overview} />
      <MoneyFigures overview={overview} />
      <Panel
        title={say("overview.plans")}
        aside={
          seesPlans && (
            <PlaceLink to={addressOf("plan")} className={styles.more}>
              {say(changesPlans ? "overview.plans-more" : "overview.plans-compare")}
            </PlaceLink>
          )
        }
      >
        {plans.length === 0 ? (
          <EmptyState next={null}>{say("overview.no-plans")}</EmptyState>
        ) : (
          <PlanList plans={plans.toSorted(plansFirst)} />
        )}
      </Panel>
      {quotas.length > 0 && (
        <Panel
          title={say("overview.quotas")}
          aside={
            seesUsage && (
              <PlaceLink to={addressOf("usage")} className={styles.more}>
                {say("overview.quotas-more")}
              </PlaceLink>
            )
          }
        >
          <div className={styles.quotas}>
            {quotas.map((quota) => (
              <QuotaBar key={quota.id} quota={quota} />
            ))}
          </div>
        </Panel>
      )}
      {seesCost && overview.cost !== null && <CostPanel />}
      {seesAlerts && alerts.length > 0 && (
        <Panel
          title={say("overview.alerts")}
          flush
          aside={
            <PlaceLink to={addressOf("alerts")} className={styles.more}>
              {say("overview.alerts-more")}
            </PlaceLink>
          }
        >
          <AlertTable alerts={alerts} />
        </Panel>
      )}
    </Stack>
  );
}

/** Add-ons stand below the plans that they go with. */
const plansFirst = (one: PortalPlan, other: PortalPlan): number =>
  Number(one.of !== null) - Number(other.of !== null);
