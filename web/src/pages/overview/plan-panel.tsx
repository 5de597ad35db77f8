import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { closesQuery } from "../../api/closes.ts";
import { planScenariosQuery } from "../../api/plan.ts";
import {
  measuredTargetsQuery,
  type PlanLock,
  planLocksQuery,
  varianceQuery,
} from "../../api/plan-actuals.ts";
import { formatMonth } from "../../format/format-date.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { InModel } from "../../parts/next-act.tsx";
import { Panel } from "../../parts/panel.tsx";
import { useMay } from "../../parts/use-caller.ts";
import { VerdictMark } from "../../parts/verdict-mark.tsx";
import { figureText, isAgainst } from "../plan-actual/variance-table.tsx";
import { verdicts } from "../targets/target-table.tsx";
import styles from "./overview.module.css";

/** Revenue by the plan that was locked last beside the books, and how its targets do; how to begin where that is not there. */
export function PlanPanel() {
  const mayPlan = useMay()("plan.read");
  const scenarios = useQuery({ ...planScenariosQuery, enabled: mayPlan });
  const hasPlan = (scenarios.data?.from ?? null) !== null;
  const locks = useQuery({ ...planLocksQuery, enabled: hasPlan });
  const closes = useQuery({
    ...closesQuery,
    enabled: hasPlan && (locks.data?.items.length ?? 0) > 0,
  });
  const lock = locks.data?.items.at(-1);
  const lastMonth = closes.data?.items[0]?.month;
  if (!mayPlan || scenarios.data === undefined) return null;
  return (
    <Panel
      title="Plan and actual"
      aside={
        <Link to="/plan/actual" className={styles.more}>
          All metrics
        </Link>
      }
    >
      {!hasPlan ? (
        <EmptyState next={<InModel>Write a plan in the model</InModel>}>
          The model has no plan. A <code>horizon</code> and <code>segments</code> in it are enough
          for a forecast, and to hold it against the books here.
        </EmptyState>
      ) : lock === undefined ? (
        <EmptyState next={<Link to="/plan/actual">Lock the plan</Link>}>
          No plan is locked yet. Lock it as your budget, and it stands beside the books here.
        </EmptyState>
      ) : lastMonth === undefined ? (
        <EmptyState next={<Link to="/closes">Close a month</Link>}>
          No month is closed yet. A plan is held against closed months, which change no more.
        </EmptyState>
      ) : (
        <Comparison lock={lock} />
      )}
    </Panel>
  );
}

function Comparison({ lock }: { lock: PlanLock }) {
  const variance = useQuery(varianceQuery(lock.id, "revenue"));
  const targets = useQuery(measuredTargetsQuery(lock.id));
  const report = variance.data;
  const whole = report?.rows.find(({ path }) => path.length === 0);
  const open = (targets.data?.items ?? []).filter(({ verdict }) => verdict === "missed");
  const reached = (targets.data?.items ?? []).filter(({ verdict }) => verdict === "reached");
  return (
    <div className={styles.plan}>
      {report !== undefined && whole !== undefined && (
        <dl className={styles.comparison}>
          <div>
            <dt>
              Revenue planned, {formatMonth(report.from, "short")} to{" "}
              {formatMonth(report.to, "short")}
            </dt>
            <dd>{figureText(report)(whole.plan)}</dd>
          </div>
          <div>
            <dt>In the books</dt>
            <dd>{figureText(report)(whole.actual)}</dd>
          </div>
          <div data-against={isAgainst(report, whole.variance)}>
            <dt>Difference</dt>
            <dd>{figureText(report)(whole.variance)}</dd>
          </div>
        </dl>
      )}
      {targets.data !== undefined && targets.data.items.length > 0 && (
        <div>
          <p className={styles.targets}>
            Targets of {lock.name}: {reached.length} reached, {open.length} missed, of{" "}
            {targets.data.items.length}
          </p>
          <ul className={styles.missed}>
            {open.slice(0, 5).map(({ target, name, verdict, figure, bound }) => (
              <li key={target}>
                <VerdictMark tone={verdicts[verdict].tone}>{name}</VerdictMark>
                <span>
                  {figure} {bound === undefined ? "" : `of ${bound}`}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
