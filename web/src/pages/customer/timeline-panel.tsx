import { Button, Select } from "@mantine/core";
import { useState } from "react";
import { type TimelineGroup, type TimelineMoment, timelineGroups } from "../../api/accounts.ts";
import { formatCount } from "../../format/format-quantity.ts";
import { clearButton } from "../../parts/clear-button.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { LoadingRows } from "../../parts/loading.tsx";
import { Panel } from "../../parts/panel.tsx";
import { ProblemNotice } from "../../parts/problem-notice.tsx";
import { MomentList } from "./moment-list.tsx";
import { groupNames } from "./moment-words.ts";
import { useTimeline } from "./queries.ts";
import styles from "./timeline-panel.module.css";

/** Moments to come that are shown before the reader asks for all. */
const shownAtFirst = 5;

/** What happened to an account and what is to come, narrowed to a part of its life. */
export function TimelinePanel({ customer, zone }: { customer: string; zone: string }) {
  const [group, setGroup] = useState<TimelineGroup>();
  const timeline = useTimeline(customer, group);
  const [first] = timeline.data?.pages ?? [];
  const past = timeline.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Panel
      title="Timeline"
      id="timeline"
      flush
      aside={
        <Select
          aria-label="Part of the account's life"
          placeholder="Everything"
          clearable
          clearButtonProps={clearButton("Show everything")}
          data={timelineGroups.map((value) => ({ value, label: groupNames[value] }))}
          value={group ?? null}
          onChange={(next) => setGroup(timelineGroups.find((one) => one === next))}
        />
      }
    >
      {first === undefined ? (
        <Reading timeline={timeline} />
      ) : (
        <div aria-busy={timeline.isPlaceholderData} className={styles.timeline}>
          <ToCome key={group ?? ""} moments={first.toCome} zone={zone} />
          <section aria-label="So far">
            <h3 className={styles.heading}>So far</h3>
            {past.length === 0 ? (
              <EmptyState next={"Choose everything above to see the whole account."}>
                Nothing of this kind has happened to the account.
              </EmptyState>
            ) : (
              <MomentList moments={past} zone={zone} />
            )}
          </section>
          {timeline.hasNextPage && (
            <div className={styles.foot}>
              <Button
                loading={timeline.isFetchingNextPage}
                onClick={() => void timeline.fetchNextPage()}
              >
                Load earlier
              </Button>
            </div>
          )}
        </div>
      )}
    </Panel>
  );
}

function Reading({ timeline }: { timeline: ReturnType<typeof useTimeline> }) {
  if (!timeline.isError) return <LoadingRows rows={5} />;
  return (
    <div className={styles.problem}>
      <ProblemNotice error={timeline.error} retry={() => void timeline.refetch()} />
    </div>
  );
}

function ToCome({ moments, zone }: { moments: readonly TimelineMoment[]; zone: string }) {
  const [all, setAll] = useState(false);
  if (moments.length === 0) return null;
  const shown = all ? moments : moments.slice(0, shownAtFirst);
  const more = moments.length - shown.length;
  return (
    <section aria-label="To come" className={styles.toCome}>
      <h3 className={styles.heading}>To come</h3>
      <MomentList moments={shown} zone={zone} toCome />
      {more > 0 && (
        <div className={styles.foot}>
          <Button size="xs" onClick={() => setAll(true)}>
            {formatCount(more, "more to come", "more to come")}
          </Button>
        </div>
      )}
    </section>
  );
}
