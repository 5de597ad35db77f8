import { leavingSteps } from "./contracts/leaving-charge.ts";
import type { DueItem } from "./due.ts";
import { feeLine } from "./fee-line.ts";
import type { PricedLine } from "./line.ts";

/** The fee for leaving before the end. */
export function terminationFeeLine({
  state,
  phase,
  terms,
  fee,
}: Extract<DueItem, { kind: "fee" }>): PricedLine {
  const { plan, book, pointer } = terms;
  const { leaving } = state;
  return feeLine(
    {
      id: `${phase.fact.id}/fee/${state.fact.id}`,
      kind: "termination-fee",
      description: `Early termination of ${plan.name}`,
      stream: plan.stream,
      subscription: phase.fact.id,
      plan: phase.fact.plan,
      addon: phase.fact.addon,
      pointer:
        phase.under === undefined || leaving === undefined
          ? pointer
          : `/contracts/${phase.under.template}/earlyTermination`,
      ...(leaving === undefined
        ? {}
        : { contract: leaving.contract, steps: leavingSteps(leaving) }),
    },
    fee,
    book,
  );
}
