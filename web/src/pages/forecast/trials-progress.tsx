import { type PlanBands, trialsWanted } from "../../api/plan.ts";
import { ProgressLine } from "../../parts/progress-line.tsx";

interface Properties {
  readonly bands: { readonly data: PlanBands | undefined; readonly isFetching: boolean };
}

/** How far the trials are that bands come of; nothing once they are done. */
export function TrialsProgress({ bands: { data, isFetching } }: Properties) {
  if (!isFetching) return null;
  return (
    <ProgressLine
      label="Trials of what chance decides"
      done={data?.trials ?? 0}
      of={trialsWanted}
    />
  );
}
