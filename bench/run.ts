import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Benchmark, Size } from "./benchmark.ts";
import { commitHere, keep, readKept } from "./kept-outcomes.ts";
import { thisMachine } from "./machine.ts";
import { measure } from "./measure.ts";
import type { Outcome } from "./outcome.ts";
import { benchmarks } from "./registry.ts";
import { details, resultsPage, tableText } from "./results.ts";
import { closeVolumes } from "./volume/volumes.ts";

const roundsOf = (size: Size): number => (size === "full" ? 7 : 3);

async function runOne(benchmark: Benchmark, size: Size): Promise<Outcome> {
  try {
    const rounds = await benchmark.rounds(size);
    try {
      const measurement = await measure(rounds.ours, rounds.limit, rounds.asides ?? [], {
        rounds: roundsOf(size),
        better: benchmark.better,
        now: () => performance.now(),
        settle: () => globalThis.gc?.(),
      });
      const later = (await rounds.close?.()) ?? [];
      const proven = [...rounds.proven, ...later];
      return { kind: "measured", benchmark, measurement, proven, notes: rounds.notes ?? [] };
    } catch (error) {
      await rounds.close?.().catch(() => []);
      throw error;
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: "void", benchmark, reason };
  }
}

const folder = join(process.cwd(), "bench");
const outcomesFile = join(folder, "outcomes.json");

/**
 * Runs the chosen benchmarks one after another. All of them, or some with `--keep`, also change their rows in RESULTS.md, each as
 * soon as it has run, so that a run that is stopped has not run for nothing.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: "string", multiple: true },
      quick: { type: "boolean" },
      keep: { type: "boolean" },
    },
  });
  const chosen = benchmarks.filter(({ name }) => values.only?.includes(name) ?? true);
  const unknown = values.only?.find((name) => !benchmarks.some((one) => one.name === name));
  if (unknown !== undefined) {
    const names = benchmarks.map(({ name }) => name).join(", ");
    throw new Error(`there is no benchmark "${unknown}"; there are ${names}`);
  }
  const size: Size = values.quick === true ? "quick" : "full";
  const keeps = size === "full" && (values.only === undefined || values.keep === true);
  const machine = thisMachine();
  const outcomes: Outcome[] = [];
  for (const benchmark of chosen) {
    console.log(`\n${benchmark.name}: ${benchmark.what}, against ${benchmark.against}`);
    const outcome = await runOne(benchmark, size);
    for (const line of details(outcome)) console.log(`  ${line}`);
    outcomes.push(outcome);
    if (keeps) {
      keep(outcomesFile, { outcome, machine, commit: commitHere() });
      writeFileSync(join(folder, "RESULTS.md"), resultsPage(readKept(outcomesFile)));
    }
  }
  console.log(`\n${tableText(outcomes)}`);
  process.exitCode = outcomes.some(({ kind }) => kind === "void") ? 1 : 0;
}

try {
  await main();
} finally {
  await closeVolumes();
}
