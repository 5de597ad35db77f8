import { SegmentedControl, Select } from "@mantine/core";
import { getRouteApi, Link } from "@tanstack/react-router";
import {
  type PlanLock,
  type VarianceMetric,
  type VarianceReport,
  varianceMetrics,
  varianceParts,
} from "../../api/plan-actuals.ts";
import { problemOf } from "../../api/problem.ts";
import { isZero } from "../../format/decimal-text.ts";
import { formatDay, formatMonth } from "../../format/format-date.ts";
import { Answer } from "../../parts/answer.tsx";
import { CsvButton } from "../../parts/csv-button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Figure, FigureStrip } from "../../parts/figure-strip.tsx";
import { FilterBar } from "../../parts/filter-bar.tsx";
import { LoadingBlock, LoadingRows } from "../../parts/loading.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageStack } from "../../parts/page-stack.tsx";
import { Panel } from "../../parts/panel.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { WithPlan } from "../../parts/with-plan.tsx";
import { DriverTable, MeasuredTargetTable } from "./measured-tables.tsx";
import styles from "./plan-actual.module.css";
import { useLocks, useMeasuredDrivers, useMeasuredTargets, useVariance } from "./queries.ts";
import { figureText, partNames, VarianceTable } from "./variance-table.tsx";

const route = getRouteApi("/plan/actual");

/** A locked plan beside what really happened, and why the two differ. */
export function PlanActualPage() {
  const locks = useLocks();
  return (
    <>
      <PageHeader
        title="Plan and actual"
        intro="A plan as it was locked, beside the books up to the last closed month, and what lies between the two."
      />
      <WithPlan>
        {() => (
          <Answer query={locks} loading={<LoadingBlock height={420} />}>
            {({ items }) => (items.length === 0 ? <NoLock /> : <Board locks={items} />)}
          </Answer>
        )}
      </WithPlan>
    </>
  );
}

function NoLock() {
  return (
    <Sheet label="Locked plans">
      <EmptyState>
        No plan is locked yet. Lock one as your budget, and it keeps its figures whatever becomes of
        the model: <code>{'POST /v1/plan/locks { "id": "budget" }'}</code>
      </EmptyState>
    </Sheet>
  );
}

const metricNames: Readonly<Record<VarianceMetric, string>> = {
  revenue: "Revenue",
  billings: "Billings",
  mrr: "MRR",
  customers: "Customers",
};

function Board({ locks }: { locks: readonly PlanLock[] }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const lock = locks.find(({ id }) => id === search.lock) ?? locks.at(-1);
  const metric = search.metric ?? "revenue";
  if (lock === undefined) return null;
  const change = (part: Partial<typeof search>) =>
    void navigate({ search: { ...search, ...part }, replace: true });
  return (
    <>
      <FilterBar>
        <Select
          label="Locked plan"
          data={locks.map(({ id, name, lockedAt }) => ({
            value: id,
            label: `${name}, ${formatDay(lockedAt)}`,
          }))}
          value={lock.id}
          allowDeselect={false}
          onChange={(next) => change({ lock: next ?? undefined })}
        />
        <SegmentedControl
          className={styles.cuts ?? ""}
          classNames={{ control: styles.cut ?? "" }}
          aria-label="Metric"
          data={varianceMetrics.map((one) => ({ value: one, label: metricNames[one] }))}
          value={metric}
          onChange={(next) => change({ metric: next === "revenue" ? undefined : next })}
        />
      </FilterBar>
      <Variance lock={lock.id} metric={metric} />
    </>
  );
}

function Variance({ lock, metric }: { lock: string; metric: VarianceMetric }) {
  const variance = useVariance(lock, metric);
  if (variance.isError && isNotClosed(variance.error)) return <NoneClosed />;
  return (
    <PageStack busy={variance.isPlaceholderData}>
      <Answer query={variance} loading={<LoadingBlock height={420} />}>
        {(data) => (
          <>
            <Headline report={data} />
            <Panel
              title="Why they differ"
              intro="Open a row to see what it is made of. Parts add up to the variance, and rows to the one above them, to the last digit."
              flush
              aside={
                <CsvButton
                  name={`variance-${lock}-${metric}`}
                  header={["kind", "name", "plan", "actual", "variance", ...varianceParts]}
                  rows={() =>
                    data.rows.map(({ kind, name, plan, actual, variance: own, parts }) => [
                      kind,
                      name,
                      plan,
                      actual,
                      own,
                      ...varianceParts.map((part) => parts[part]),
                    ])
                  }
                />
              }
            >
              <VarianceTable key={`${lock} ${metric}`} report={data} />
            </Panel>
            <Measured lock={lock} />
          </>
        )}
      </Answer>
    </PageStack>
  );
}

const isNotClosed = (error: unknown): boolean =>
  problemOf(error).errors?.some(({ code }) => code === "month-not-closed") === true;

function NoneClosed() {
  return (
    <Sheet label="Plan and actual">
      <EmptyState action={<Link to="/closes">Close a month</Link>}>
        No month of this plan is closed in the books yet, so nothing of it has happened for good.
      </EmptyState>
    </Sheet>
  );
}

/** So many parts are named in the headline. */
const partsMost = 3;

function Headline({ report }: { report: VarianceReport }) {
  const root = report.rows.find(({ path }) => path.length === 0);
  if (root === undefined) return <EmptyState>Nothing is planned, and nothing happened.</EmptyState>;
  const text = figureText(report.metric, report.currency);
  const largest = varianceParts
    .filter((part) => !isZero(root.parts[part]))
    .toSorted(
      (one, other) => Math.abs(Number(root.parts[other])) - Math.abs(Number(root.parts[one])),
    )
    .slice(0, partsMost);
  return (
    <FigureStrip>
      <Figure
        name={`Actual ${metricNames[report.metric].toLowerCase().replace("mrr", "MRR")}`}
        value={text(root.actual)}
        note={spanText(report)}
      />
      <Figure name="Plan" value={text(root.plan)} note="As it was locked" />
      <Figure
        name="Variance"
        value={text(root.variance)}
        note="Actual less plan"
        tone={root.variance.startsWith("-") ? "attention" : "plain"}
      />
      {largest.map((part) => (
        <Figure
          key={part}
          name={`By ${partNames[part].toLowerCase()}`}
          value={text(root.parts[part])}
        />
      ))}
    </FigureStrip>
  );
}

const spanText = ({ from, to }: VarianceReport): string =>
  from === to ? formatMonth(to) : `${formatMonth(from, "short")} to ${formatMonth(to, "short")}`;

function Measured({ lock }: { lock: string }) {
  const drivers = useMeasuredDrivers(lock);
  const targets = useMeasuredTargets(lock);
  return (
    <>
      <Panel
        title="Drivers"
        intro="What the plan assumes, beside what was measured and where the true value lies with 95%"
        flush
      >
        <Answer query={drivers} loading={<LoadingRows />}>
          {({ items }) => <DriverTable drivers={items} />}
        </Answer>
      </Panel>
      <Panel
        title="Targets"
        intro="Closed months as they happened; later ones as they come if from then on all goes as planned."
        flush
      >
        <Answer query={targets} loading={<LoadingRows />}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState>The locked plan has no targets.</EmptyState>
            ) : (
              <MeasuredTargetTable targets={items} />
            )
          }
        </Answer>
      </Panel>
    </>
  );
}
