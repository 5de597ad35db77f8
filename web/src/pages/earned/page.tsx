import { Link } from "@tanstack/react-router";
import type { RemainingObligations } from "../../api/earned.ts";
import { Answer } from "../../parts/answer.tsx";
import { CsvButton } from "../../parts/csv-button.tsx";
import { LoadingBlock, LoadingRows } from "../../parts/loading.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageStack } from "../../parts/page-stack.tsx";
import { Panel } from "../../parts/panel.tsx";
import { WithModel } from "../../parts/start-state.tsx";
import {
  CommitmentTable,
  commitmentHeader,
  commitmentRows,
  commitmentsOf,
} from "./commitment-table.tsx";
import styles from "./earned.module.css";
import { EarnedHeadline } from "./headline.tsx";
import { useMonths, useRemaining, useRollForward, useSchedule } from "./queries.ts";
import { RemainingTable, remainingHeader, remainingRows } from "./remaining-table.tsx";
import { RollForwardTable, rollForwardHeader, rollForwardRows } from "./roll-forward-table.tsx";
import { ScheduleChart } from "./schedule-chart.tsx";

type Months = NonNullable<ReturnType<typeof useMonths>>;

/** Revenue when it is earned: what months recognised and will, what is deferred, what remains. */
export function EarnedPage() {
  const months = useMonths();
  return (
    <>
      <PageHeader
        title="Revenue"
        intro="When it is earned, not when it is billed. Closed months as they were closed, later ones as things stand."
        actions={
          <Link to="/closes" className={styles.action}>
            Close a month
          </Link>
        }
      />
      <WithModel>
        {months === undefined ? <LoadingBlock height={480} /> : <Earned months={months} />}
      </WithModel>
    </>
  );
}

function Earned({ months: { now, behind, whole } }: { months: Months }) {
  const schedule = useSchedule(whole);
  const rollForward = useRollForward(behind);
  const remaining = useRemaining();
  return (
    <PageStack>
      <Answer query={rollForward} loading={<LoadingBlock height={112} />}>
        {(data) => <EarnedHeadline rows={data.items} now={now} remaining={remaining.data} />}
      </Answer>
      <Panel title="Recognised and scheduled" intro="Of issued invoices, by stream and month.">
        <Answer query={schedule} loading={<LoadingBlock height={320} />}>
          {(data) => <ScheduleChart schedule={data} now={now} />}
        </Answer>
      </Panel>
      <Panel
        title="Deferred revenue and contract assets"
        intro="From the beginning of each month to its end; every column is signed as it changes the balance."
        flush
        aside={
          rollForward.data && (
            <CsvButton
              name="roll-forward"
              header={rollForwardHeader}
              rows={() => (rollForward.data === undefined ? [] : rollForwardRows(rollForward.data))}
            />
          )
        }
      >
        <Answer query={rollForward} loading={<LoadingRows />}>
          {(data) => <RollForwardTable rollForward={data} />}
        </Answer>
      </Panel>
      <Panel
        title="Remaining performance obligations"
        intro="What is sold and not earned, by the month in which it will be; then what contracts and terms commit to beyond that."
        flush
        aside={
          remaining.data && (
            <CsvButton
              name={`remaining-obligations-${remaining.data.asOf}`}
              header={remainingHeader}
              rows={() => (remaining.data === undefined ? [] : remainingRows(remaining.data))}
            />
          )
        }
      >
        <Answer query={remaining} loading={<LoadingRows />}>
          {(data) => <RemainingTable remaining={data} />}
        </Answer>
      </Panel>
      {remaining.data !== undefined && <Commitments remaining={remaining.data} />}
    </PageStack>
  );
}

/** Who is committed to what beyond invoices; nothing where nobody is. */
function Commitments({ remaining }: { remaining: RemainingObligations }) {
  const commitments = commitmentsOf(remaining);
  if (commitments.length === 0) return null;
  return (
    <Panel
      title="Commitments"
      intro="What signed contracts, and subscriptions with a term, commit to and is on no invoice yet."
      flush
      aside={
        <CsvButton
          name={`commitments-${remaining.asOf}`}
          header={commitmentHeader}
          rows={() => commitmentRows(commitments)}
        />
      }
    >
      <CommitmentTable commitments={commitments} />
    </Panel>
  );
}
