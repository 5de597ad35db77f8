import { faultsOf, ok, type Result, refuse } from "../../fault/fault.ts";
import { monthText } from "../../ledger/recognition/accounting-month.ts";
import type { Model } from "../../model/model.ts";
import { declared } from "../../model/model-rule.ts";
import { minorUnits } from "../../money/currency.ts";
import { groupThousands } from "../../money/quantity.ts";
import type { TrialSummary } from "../../plan/chance/summarise-trials.ts";
import type { PeriodLength } from "../../plan/forecast/forecast-rows.ts";
import { harmless } from "../columns.ts";
import type { Terminal } from "../terminal.ts";
import { periodTables } from "./period-tables.ts";
import { type TrialNumbers, trialsOf } from "./trials-of.ts";

/** The trials of a plan, or of a scenario of it. */
export interface TriedScenario {
  /** Absent where it is the plan itself. */
  readonly scenario?: string;
  readonly name: string;
  readonly summary: TrialSummary;
}

/**
 * Tries the plan and scenarios of it, each with the same draws, so that what differs is what a scenario tells otherwise, and not chance. Refuses what
 * the trials of any of them refuse.
 */
export async function tryScenarios(
  model: Model,
  scenarios: readonly string[],
  { by, ...numbers }: TrialNumbers & { readonly by: PeriodLength },
  terminal: Terminal,
): Promise<Result<readonly TriedScenario[]>> {
  const tried: TriedScenario[] = [];
  for (const scenario of [undefined, ...scenarios]) {
    const summary = await trialsOf(model, numbers, { by, scenario }, terminal);
    if (!summary.ok) return refuse(...faultsOf(summary));
    const name =
      scenario === undefined
        ? "As planned"
        : (declared(model.scenarios, scenario)?.name ?? scenario);
    tried.push({ ...(scenario === undefined ? {} : { scenario }), name, summary: summary.value });
  }
  return ok(tried);
}

const bounds = ["p10", "p50", "p90"] as const;

type Named = Pick<Model, "name" | "version" | "id">;

/** Where the figures of each lie, a table a figure, then the part of the trials that reaches each target. */
export function triedTable(
  model: Named,
  tried: readonly TriedScenario[],
  terminal: Terminal,
): readonly string[] {
  const [planned] = tried;
  if (planned === undefined) return [];
  const { currency, first, months, trials, seed, periods, bands, targets } = planned.summary;
  const span = `${monthText(first)} to ${monthText(first + months - 1)}`;
  const tables = bands.map(({ id, label, unit }) => {
    const digits = unit === "money" ? minorUnits(currency) : 1;
    return {
      label,
      rows: tried.flatMap(({ name, summary }) => {
        const band = summary.bands.find((one) => one.id === id);
        return bounds.map((bound) => ({
          label: `${name} ${bound.toUpperCase()}`,
          values: band?.[bound] ?? new Float64Array(0),
        }));
      }),
      shown: (value: number): string => groupThousands(value.toFixed(digits)),
    };
  });
  const reached = targets.flatMap(({ id, name }) => [
    "",
    harmless(`Trials that reach "${name}"`),
    ...tried.map((one) => {
      const part = one.summary.targets.find((own) => own.id === id)?.reached;
      const text = part === undefined ? "beyond the plan" : `${(part * 100).toFixed(1)}%`;
      return harmless(`${text.padEnd(9)}${one.name}`);
    }),
  ]);
  return [
    harmless(`Scenarios of ${model.name} ${model.version}`),
    `${currency}, ${span}, the same ${groupThousands(String(trials))} trials of seed ${seed} each`,
    ...periodTables(periods, tables, terminal),
    ...reached,
  ];
}

/** The same as JSON; amounts are texts with all digits of the minor unit, parts of trials numbers from 0 to 1. */
export function triedJson(model: Named, tried: readonly TriedScenario[]): string {
  const planned = tried[0]?.summary;
  return JSON.stringify(
    {
      model: `${model.id}@${model.version}`,
      currency: planned?.currency,
      trials: planned?.trials,
      seed: planned?.seed,
      periods: planned?.periods.map(({ label }) => label),
      plans: tried.map(({ scenario = null, name, summary }) => ({
        scenario,
        name,
        figures: summary.bands.map((band) => ({
          ...{ id: band.id, label: band.label, unit: band.unit, over: band.over },
          ...Object.fromEntries(
            bounds.map((bound) => [
              bound,
              [...band[bound]].map((value) =>
                value.toFixed(band.unit === "money" ? minorUnits(summary.currency) : 1),
              ),
            ]),
          ),
        })),
        targets: summary.targets.map(({ id, reached = null }) => ({ id, reached })),
        outOfCash: summary.outOfCash?.ever ?? null,
      })),
    },
    null,
    2,
  );
}
