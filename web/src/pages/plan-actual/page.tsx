import { Select } from "@mantine/core";
import { getRouteApi, Link } from "@tanstack/react-router";
import {
  type PlanLock,
  type PlanMetric,
  type VarianceReport,
  varianceParts,
} from "../../api/plan-actuals.ts";
import { problemOf } from "../../api/problem.ts";
import { isZero } from "../../format/decimal-text.ts";
import { formatDay, formatMonth } from "../../format/format-date.ts";
import { formatCount } from "../../format/format-quantity.ts";
import { Answer } from "../../parts/answer.tsx";
import { CsvButton } from "../../parts/csv-button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Figure, FigureStrip } from "../../parts/figure-strip.tsx";
import { FilterBar } from "../../parts/filter-bar.tsx";
import { LoadingBlock, LoadingRows } from "../../parts/loading.tsx";
import { Above, InModel } from "../../parts/next-act.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageStack } from "../../parts/page-stack.tsx";
import { Panel } from "../../parts/panel.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { WithPlan } from "../../parts/with-plan.tsx";
import { lookedName } from "../what-if/looked-figure.ts";
import { LockForm } from "./lock-form.tsx";
import { LockTable } from "./lock-table.tsx";
import { DriverTable, MeasuredTargetTable } from "./measured-tables.tsx";
import styles from "./plan-actual.module.css";
import {
  useLocks,
  useMeasuredDrivers,
  useMeasuredTargets,
  useMetrics,
  useVariance,
} from "./queries.ts";
import { figureText, isAgainst, partNames, VarianceTable, wordsOf } from "./variance-table.tsx";

const route = getRouteApi("/plan/actual");

/** A locked plan beside what really happened, and why the two differ. */
export function PlanActualPage() {
  const locks = useLocks();
  const navigate = route.useNavigate();
  return (
    <>
      <PageHeader
        title="Plan and actual"
        intro="A plan as it was locked, beside the books up to the last closed month, and what lies between the two."
      />
      <WithPlan>
        {(plan) => (
          <PageStack>
            <LockForm
              plan={plan}
              onLocked={(lock) => void navigate({ search: { lock }, replace: true })}
            />
            <Answer query={locks} loading={<LoadingBlock height={420} />}>
              {({ items }) => (items.length === 0 ? <NoLock /> : <Board locks={items} />)}
            </Answer>
          </PageStack>
        )}
      </WithPlan>
    </>
  );
}

function NoLock() {
  return (
    <Sheet label="Locked plans">
      <EmptyState next={<Above act="Lock the plan" />}>
        No plan is locked yet. Lock one as your budget, and it keeps its figures whatever becomes of
        the model: <code>{'POST /v1/plan/locks { "id": "budget" }'}</code>
      </EmptyState>
    </Sheet>
  );
}

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
        <MetricSelect
          lock={lock.id}
          value={metric}
          onChange={(next) => change({ metric: next === "revenue" ? undefined : next })}
        />
      </FilterBar>
      <Variance lock={lock.id} metric={metric} />
      <Panel title="Locked plans" intro="Each as it was, whatever became of the model since" flush>
        <LockTable locks={locks} chosen={lock.id} metric={search.metric} />
      </Panel>
    </>
  );
}

interface MetricProperties {
  readonly lock: string;
  readonly value: string;
  readonly onChange: (metric: string) => void;
}

/** Every metric that a locked plan has, by section; those that open by purchase first. */
function MetricSelect({ lock, value, onChange }: MetricProperties) {
  const { data } = useMetrics(lock);
  return (
    <Select
      label="Metric"
      wrapperProps={{ "data-wide": true }}
      searchable
      nothingFoundMessage="No metric is called like that."
      data={bySection(data?.items ?? [])}
      value={value}
      allowDeselect={false}
      disabled={data === undefined}
      onChange={(next) => next !== null && onChange(next)}
    />
  );
}

function bySection(metrics: readonly PlanMetric[]) {
  const sections = new Map<string, { value: string; label: string }[]>();
  for (const { id, label, section } of metrics) {
    const group = section ?? "Down to each purchase";
    const name = section === null ? label : lookedName({ section, label });
    sections.set(group, [...(sections.get(group) ?? []), { value: id, label: name }]);
  }
  return [...sections].map(([group, items]) => ({ group, items }));
}

function Variance({ lock, metric }: { lock: string; metric: string }) {
  const variance = useVariance(lock, metric);
  if (variance.isError && faultOf(variance.error, "month-not-closed") !== undefined)
    return <NoneClosed />;
  const without = variance.isError && faultOf(variance.error, "metric-without-figure");
  if (without)
    return (
      <>
        <Sheet label="Plan and actual">
          <EmptyState next={null}>{without.message}.</EmptyState>
        </Sheet>
        <Measured lock={lock} />
      </>
    );
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
              <Notes report={data} />
            </Panel>
            <Measured lock={lock} />
          </>
        )}
      </Answer>
    </PageStack>
  );
}

const faultOf = (error: unknown, code: string) =>
  problemOf(error).errors?.find((one) => one.code === code);

/** What a reader has to know of a variance beside its figures. */
function Notes({ report: { assumed, unknownSegments } }: { report: VarianceReport }) {
  if (assumed.length === 0 && unknownSegments.length === 0) return null;
  return (
    <div className={styles.notes}>
      {assumed.length > 0 && (
        <p>
          The books do not tell the costs {assumed.map(wordsOf).join(", ")}: they are what the plan
          makes of what happened. Entries on <code>expenses:other:{assumed[0]}</code> and the like
          tell them.
        </p>
      )}
      {unknownSegments.map(({ segment, customers, meant }) => (
        <p key={segment}>
          {formatCount(customers, "customer")} of the segment “{segment}”, which the plan does not
          have, {customers === 1 ? "counts" : "count"} as not planned.
          {meant !== undefined && ` Perhaps “${meant}” is meant.`}
        </p>
      ))}
    </div>
  );
}

function NoneClosed() {
  return (
    <Sheet label="Plan and actual">
      <EmptyState next={<Link to="/closes">Close a month</Link>}>
        No month of this plan is closed in the books yet, so nothing of it has happened for good.
      </EmptyState>
    </Sheet>
  );
}

/** So many parts are named in the headline. */
const partsMost = 2;

function Headline({ report }: { report: VarianceReport }) {
  const root = report.rows.find(({ path }) => path.length === 0);
  if (root === undefined)
    return <EmptyState next={null}>Nothing is planned, and nothing happened.</EmptyState>;
  const text = figureText(report);
  const largest = varianceParts
    .filter((part) => !isZero(root.parts[part]))
    .toSorted(
      (one, other) => Math.abs(Number(root.parts[other])) - Math.abs(Number(root.parts[one])),
    )
    .slice(0, partsMost);
  return (
    <FigureStrip>
      <Figure name={`${report.label}, actual`} value={text(root.actual)} note={spanText(report)} />
      <Figure name="Plan" value={text(root.plan)} note="As it was locked" />
      <Figure
        name="Variance"
        value={text(root.variance)}
        note="Actual less plan"
        tone={isAgainst(report, root.variance) ? "attention" : "plain"}
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
          {({ items, currency }) => <DriverTable drivers={items} currency={currency} />}
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
              <EmptyState next={<InModel>Write a target in the model</InModel>}>
                The locked plan has no targets.
              </EmptyState>
            ) : (
              <MeasuredTargetTable targets={items} />
            )
          }
        </Answer>
      </Panel>
    </>
  );
}
