import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { EmptyState } from "../../../parts/empty-state.tsx";
import { Panel } from "../../../parts/panel.tsx";
import { plansQuery, type Told, undoChange } from "../../api/changes.ts";
import { overviewQuery, type PortalPlan } from "../../api/overview.ts";
import { useLanguage } from "../../language/language.tsx";
import { Answer } from "../../parts/answer.tsx";
import { Button } from "../../parts/button.tsx";
import { Note } from "../../parts/note.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { ProblemNotice } from "../../parts/problem-notice.tsx";
import { Row, Stack } from "../../parts/stack.tsx";
import { useMay, useMe } from "../../shell/me.tsx";
import { PlanList } from "../overview/plan-list.tsx";
import { CancelPanel } from "./cancel-panel.tsx";
import { ChangePanel } from "./change-panel.tsx";
import styles from "./plan.module.css";
import { PlanCards } from "./plan-cards.tsx";

/** What is being decided: another plan, or the end. */
type Deciding =
  | { readonly what: "change"; readonly plan: string }
  | { readonly what: "cancel" }
  | undefined;

/** The customer's plan, what it may be changed to, and its end. */
export function PlanPage() {
  const { say } = useLanguage();
  const overview = useQuery(overviewQuery);
  return (
    <>
      <PageHead title={say("plan.title")} intro={say("plan.intro")} />
      <Answer query={overview} lines={8}>
        {({ plans }) => <Subscriptions plans={plans} />}
      </Answer>
    </>
  );
}

function Subscriptions({ plans }: { plans: readonly PortalPlan[] }) {
  const { say } = useLanguage();
  const own = plans.filter(({ of, standing }) => of === null && standing !== "ended");
  const [chosen, setChosen] = useState<string>();
  const [told, setTold] = useState<Told["state"]>();
  const plan = own.find(({ subscription }) => subscription === chosen) ?? own[0];
  if (plan === undefined)
    return (
      <Panel title={say("plan.current")}>
        <EmptyState next={null}>{say("overview.no-plans")}</EmptyState>
      </Panel>
    );
  return (
    <Stack>
      {told !== undefined && (
        <Note tone={told === "done" ? "good" : "warn"}>{say(`plan.told.${told}`)}</Note>
      )}
      {own.length > 1 && (
        <Row>
          {own.map(({ subscription, planName }) => (
            <Button
              key={subscription}
              aria-pressed={subscription === plan.subscription}
              onClick={() => setChosen(subscription)}
            >
              {planName}
            </Button>
          ))}
        </Row>
      )}
      <OneSubscription
        key={plan.subscription}
        plan={plan}
        addons={plans.filter(({ of }) => of === plan.subscription)}
        onTold={setTold}
      />
    </Stack>
  );
}

interface OneProperties {
  readonly plan: PortalPlan;
  readonly addons: readonly PortalPlan[];
  readonly onTold: (state: Told["state"] | undefined) => void;
}

function OneSubscription({ plan, addons, onTold }: OneProperties) {
  const { say } = useLanguage();
  const { branding } = useMe();
  const queries = useQueryClient();
  const [deciding, setDeciding] = useState<Deciding>();
  const offered = useQuery(plansQuery(plan.subscription));
  const mayChange = useMay("plans.change") && plan.mayChange;
  const mayCancel = useMay("plans.cancel") && plan.mayCancel;
  const done = async (told: Told): Promise<void> => {
    setDeciding(undefined);
    onTold(told.state);
    scrollTo(0, 0);
    await queries.invalidateQueries();
  };
  const decide = (next: Deciding): void => {
    onTold(undefined);
    setDeciding(next);
  };
  return (
    <>
      <Panel title={say("plan.current")}>
        <PlanList plans={[plan, ...addons]} />
        <ToCome plan={plan} onTold={done} />
      </Panel>
      {deciding?.what === "cancel" && (
        <CancelPanel plan={plan} onDone={done} onLeft={() => setDeciding(undefined)} />
      )}
      <Panel title={say("plan.offered")} intro={say("plan.offered-intro")}>
        <Answer query={offered}>
          {({ items }) => {
            const wished =
              deciding?.what === "change"
                ? items.find(({ id }) => id === deciding.plan)
                : undefined;
            if (items.length === 0) return null;
            return wished === undefined ? (
              <PlanCards
                plans={items}
                current={plan.plan}
                cadence={plan.cadence}
                {...(mayChange
                  ? { onChoose: (id: string) => decide({ what: "change", plan: id }) }
                  : {})}
              />
            ) : (
              <ChangePanel
                plan={plan}
                wished={wished}
                onDone={done}
                onLeft={() => setDeciding(undefined)}
              />
            );
          }}
        </Answer>
        {!mayChange && <p className={styles.ask}>{say("plan.ask", { seller: branding.name })}</p>}
      </Panel>
      {mayCancel && deciding?.what !== "cancel" && (
        <Panel title={say("plan.end")}>
          <div className={styles.end}>
            <p>{say("plan.end-intro")}</p>
            <Button kind="danger" onClick={() => decide({ what: "cancel" })}>
              {say("plan.cancel")}
            </Button>
          </div>
        </Panel>
      )}
    </>
  );
}

/** What is to come of a plan, and the way to take it back. */
function ToCome({ plan, onTold }: { plan: PortalPlan; onTold: (told: Told) => Promise<void> }) {
  const { say, day } = useLanguage();
  const [mayChange, mayCancel] = [useMay("plans.change"), useMay("plans.cancel")];
  const undoing = useMutation({
    mutationFn: (change: string) => undoChange(plan.subscription, change, crypto.randomUUID()),
    onSuccess: onTold,
  });
  if (plan.changes.length === 0) return null;
  return (
    <div className={styles.coming}>
      {plan.changes.map((change) => (
        <Note key={change.id} tone="warn">
          <span>
            {change.kind === "cancel"
              ? say("plan.ends-on", { plan: plan.planName, day: day(change.day) })
              : say("plan.changes-on", {
                  plan: change.planName ?? plan.planName,
                  day: day(change.day),
                })}
          </span>
          {(mayChange || mayCancel) && change.undoable && (
            <Button busy={undoing.isPending} onClick={() => undoing.mutate(change.id)}>
              {say(change.kind === "cancel" ? "plan.undo-cancel" : "plan.undo-change")}
            </Button>
          )}
        </Note>
      ))}
      {undoing.isError && <ProblemNotice error={undoing.error} />}
    </div>
  );
}
