import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { type PlanScenarios, planScenariosQuery } from "../api/plan.ts";
import { Answer } from "./answer.tsx";
import { FirstStep } from "./first-step.tsx";
import { LoadingBlock } from "./loading.tsx";
import { WithModel } from "./start-state.tsx";

interface Properties {
  readonly children: (plan: PlanScenarios) => ReactNode;
}

/** Its children once a model with a plan is published; until then, how a plan is written. */
export function WithPlan({ children }: Properties) {
  return (
    <WithModel>
      <Planned>{children}</Planned>
    </WithModel>
  );
}

function Planned({ children }: Properties) {
  const plan = useQuery(planScenariosQuery);
  return (
    <Answer query={plan} loading={<LoadingBlock height={420} />}>
      {(data) => (data.from === null ? <NoPlan model={data.name} /> : children(data))}
    </Answer>
  );
}

const example = `horizon: { from: "2027-01", years: 3 },
segments: {
  teams: {
    name: "Teams",
    acquisition: { kind: "growth", first: "10 customers per month", rate: "3% per month" },
    purchases: {
      monthly: {
        share: "100%", plan: "team", cadence: "monthly",
        churn: { kind: "monthly", rate: "2% per month" },
      },
    },
  },
},
costs: {
  rent: { kind: "fixed", name: "Rent", function: "administration", amount: "2k USD per month" },
},
capital: { opening: "50k USD" },`;

function NoPlan({ model }: { model: string }) {
  return (
    <FirstStep
      title={`${model} has no plan yet`}
      intro="A plan says who comes, what they buy and why they leave, and what the business spends. The same prices that bill your customers forecast it. Add to the model:"
      example={example}
      note={
        <>
          Look at it with <code>florin forecast model.ts</code>, then publish it as a new version.
        </>
      }
    />
  );
}
