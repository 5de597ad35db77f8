import { ok, type Result, refuse } from "../../fault/fault.ts";
import { unitText } from "../../formula/unit.ts";
import type { Model } from "../../model/model.ts";
import { type AuditFinding, auditClaims } from "../../plan/audit/audit-claims.ts";
import { auditStructure } from "../../plan/audit/structure/audit-structure.ts";
import type { StructureFinding } from "../../plan/audit/structure/structure-check.ts";
import { openTrials, type Trials } from "../../plan/chance/open-trials.ts";
import {
  firstTrials,
  joinTrials,
  runTrials,
  type TrialBlock,
} from "../../plan/chance/run-trials.ts";
import { type SeekChoice, type Sought, seek } from "../../plan/chance/seek.ts";
import { summariseTrials, type TrialSummary } from "../../plan/chance/summarise-trials.ts";
import { type Tornado, type TornadoChoice, tornado } from "../../plan/chance/tornado.ts";
import { planFaults } from "../../plan/check/plan-faults.ts";
import { type CompiledPlan, compilePlan } from "../../plan/forecast/compile-plan.ts";
import { forecastPlan } from "../../plan/forecast/forecast-plan.ts";
import type { PeriodLength } from "../../plan/forecast/forecast-rows.ts";
import { type PlanOutcome, planOutcome } from "../../plan/forecast/plan-outcome.ts";
import { keptSamples } from "../../plan/forecast/sample-cache.ts";
import { type PlanDocument, planDocument } from "../../plan/lock/plan-document.ts";
import { type AdjustableDriver, adjustableDrivers } from "../../plan/what-if/adjustable-drivers.ts";
import { inQuestion, type Overrides, scenarioModel } from "../../plan/what-if/scenario-model.ts";

/** What can be worked out of a model's plan, and what comes of it. */
export interface PlanWork {
  /** Refuses what keeps the plan from being forecast, as far as that is known before anybody is billed. */
  readonly check: { readonly asked: Readonly<Record<never, never>>; readonly found: null };
  readonly forecast: {
    readonly asked: { readonly scenario?: string; readonly set?: Overrides };
    readonly found: PlanOutcome;
  };
  readonly bands: {
    readonly asked: {
      readonly scenario?: string;
      readonly by: PeriodLength;
      readonly trials: number;
      readonly seed: number;
    };
    readonly found: TrialSummary;
  };
  readonly drivers: {
    readonly asked: { readonly scenario?: string };
    readonly found: {
      readonly drivers: readonly AdjustableDriver[];
      /** The units of all that is forecast, by the name that formulas read it by. */
      readonly units: Readonly<Record<string, string>>;
    };
  };
  readonly tornado: {
    readonly asked: TornadoChoice;
    readonly found: Tornado;
  };
  readonly seek: {
    readonly asked: SeekChoice;
    readonly found: Sought;
  };
  /** The forecast written down whole. */
  readonly document: {
    readonly asked: { readonly scenario?: string };
    readonly found: PlanDocument;
  };
  readonly audit: {
    readonly asked: Readonly<Record<never, never>>;
    readonly found: {
      readonly findings: readonly AuditFinding[];
      readonly structure: readonly StructureFinding[];
    };
  };
}

/** A kind of such work. */
export type PlanWorkKind = keyof PlanWork;

/** How each is worked out. Pure, and a second or two of it for a large plan. */
export const planWork: {
  readonly [K in PlanWorkKind]: (
    model: Model,
    asked: PlanWork[K]["asked"],
  ) => Result<PlanWork[K]["found"]>;
} = {
  check: (model) => {
    const faults = planFaults(model);
    return faults.length > 0 ? refuse(...faults) : ok(null);
  },
  forecast: (model, { scenario, set }) => {
    if (set !== undefined) return otherwise(model, set, scenario);
    return planOutcome(model, { customers: "expected", cache: "kept", scenario });
  },
  bands: (model, { by, ...asked }) => {
    const found = triedOf(model, asked);
    return found.ok
      ? ok(summariseTrials(found.value.trials, found.value.block, { seed: asked.seed, by }))
      : found;
  },
  drivers: (model, { scenario }) => {
    const drivers = adjustableDrivers(model, scenario);
    const plan = compilePlan(model, scenario === undefined ? {} : { scenario });
    if (!drivers.ok) return drivers;
    return plan.ok ? ok({ drivers: drivers.value, units: forecastUnits(plan.value) }) : plan;
  },
  tornado,
  seek,
  document: (model, { scenario }) => {
    const asked = scenario === undefined ? {} : { scenario };
    const forecast = forecastPlan(model, { customers: "expected", cache: "kept", ...asked });
    return forecast.ok ? ok(planDocument(model, forecast.value, asked)) : forecast;
  },
  audit: (model) => {
    const findings = auditClaims(model);
    if (!findings.ok) return findings;
    const structure = auditStructure(model, findings.value);
    return structure.ok ? ok({ findings: findings.value, structure: structure.value }) : structure;
  },
};

const forecastUnits = ({ formulas }: CompiledPlan): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...formulas.places].flatMap(([name, { type }]) =>
      /^(?:forecast|metrics)\./.test(name) && type.kind === "number"
        ? [[name, unitText(type.unit)]]
        : [],
    ),
  );

/**
 * The last trials of each model, of so many of its scenarios as are held beside each other: they are not run again for other periods, and who asks
 * for more of them waits for the rest alone.
 */
const tried = new WeakMap<Model, Map<string, Tried>>();
const triedMax = 2;

interface Tried {
  readonly trials: Trials;
  readonly block: TrialBlock;
}

function triedOf(
  model: Model,
  { scenario, trials: count, seed }: Omit<PlanWork["bands"]["asked"], "by">,
): Result<Tried> {
  const of = JSON.stringify([scenario, seed]);
  const ofModel = tried.get(model) ?? new Map<string, Tried>();
  const known = ofModel.get(of);
  if (known !== undefined && known.block.count >= count)
    return ok({ trials: known.trials, block: firstTrials(known.block, count) });
  const opened =
    known === undefined
      ? openTrials(model, scenario === undefined ? {} : { scenario })
      : ok(known.trials);
  if (!opened.ok) return opened;
  const trials = opened.value;
  const from = known?.block.count ?? 0;
  const further = runTrials(trials, { seed, from, count: count - from });
  if (!further.ok) return further;
  const block = known === undefined ? further.value : joinTrials([known.block, further.value]);
  ofModel.delete(of);
  const [oldest] = ofModel.keys();
  if (oldest !== undefined && ofModel.size >= triedMax) ofModel.delete(oldest);
  tried.set(model, ofModel.set(of, { trials, block }));
  return ok({ trials, block });
}

function otherwise(model: Model, set: Overrides, base: string | undefined): Result<PlanOutcome> {
  const asked = scenarioModel(model, set, base);
  if (!asked.ok) return asked;
  const { model: changed, scenario } = asked.value;
  // A scenario changes nothing of what is sold, so customers are billed as those of the model itself.
  const kept = keptSamples(model);
  if (!kept.ok) return kept;
  const cache = { ...kept.value, model: changed };
  const found = planOutcome(changed, { customers: "expected", cache, scenario });
  return found.ok
    ? ok(found.value)
    : { ok: false, faults: found.faults.map((fault) => inQuestion(fault, scenario)) };
}
