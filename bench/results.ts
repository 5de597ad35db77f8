import Table from "cli-table3";
import type { Benchmark } from "./benchmark.ts";
import type { KeptOutcome } from "./kept-outcomes.ts";
import type { Machine } from "./machine.ts";
import type { Spread, Timed } from "./measure.ts";
import { type Outcome, verdictOf } from "./outcome.ts";

/** The command that repeats the published run. */
export const command = "npm run bench";

/** A figure with three significant digits and no exponent. */
const short = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString("en") : String(Number(value.toPrecision(3)));

const ratioText = (value: number): string =>
  value < 0.1 ? value.toPrecision(2) : value.toFixed(2);

/** `0.42 (0.39 to 0.47)`. */
const spreadText = ({ median, low, high }: Spread): string =>
  `${ratioText(median)} (${ratioText(low)} to ${ratioText(high)})`;

const bar = ({ better }: Benchmark, value: number): string =>
  better === "higher" ? `at least ${value}` : `at most ${value}`;

function duration(ns: number): string {
  if (ns < 1e3) return `${short(ns)} ns`;
  return ns < 1e6 ? `${short(ns / 1e3)} µs` : `${short(ns / 1e6)} ms`;
}

/** Time for one, and how many a second: `36.4 ns, 27,500,000/s of ratings`; or the figure that was taken: `182 MiB`. */
function speed({ unitNs: { median } }: Timed, { figure }: Benchmark, of = ""): string {
  if (figure === "time") return duration(median);
  if (figure === "memory") return `${short(median / 2 ** 20)} MiB`;
  return `${duration(median)}, ${Math.round(1e9 / median).toLocaleString("en")}/s${of}`;
}

function cells(outcome: Outcome): readonly string[] {
  const { benchmark } = outcome;
  const bars = [bar(benchmark, benchmark.floor), bar(benchmark, benchmark.aim)];
  if (outcome.kind === "void") return ["–", ...bars, "void"];
  const { ratio } = outcome.measurement.ours;
  return [spreadText(ratio), ...bars, verdictOf(benchmark, ratio.median)];
}

/** The table for a terminal. */
export function tableText(outcomes: readonly Outcome[]): string {
  const table = new Table({
    head: ["benchmark", "ratio (spread)", "floor", "aim", "verdict"],
    style: { head: [], border: [] },
  });
  for (const outcome of outcomes) table.push([outcome.benchmark.name, ...cells(outcome)]);
  return table.toString();
}

/** One benchmark in words: both sides, what was proven, what to know. */
export function details(outcome: Outcome): readonly string[] {
  if (outcome.kind === "void") return [`Void: ${outcome.reason}`];
  const { benchmark, measurement, proven, notes } = outcome;
  const { ours, limit, asides, rounds } = measurement;
  return [
    `Florin (${ours.label}): ${speed(ours, benchmark, ` of ${benchmark.unit}`)}.`,
    `Limit (${limit.label}): ${speed(limit, benchmark)}.`,
    ...asides.map(
      (aside) =>
        `For scale (${aside.label}): ${speed(aside, benchmark)}; ${spreadText(aside.ratio)} times the limit's ${compared(benchmark)}.`,
    ),
    `${rounds} interleaved rounds after one that is thrown away.`,
    ...proven.map((line) => `Proven: ${line}`),
    ...notes,
  ];
}

const compared = ({ better, figure }: Benchmark): string =>
  better === "higher" ? "speed" : (figure ?? "time");

/** The machine of a run, without how busy it was. */
const machineText = ({ cores, cpu, memoryGiB, system, node }: Machine): string =>
  `${cores} cores, ${cpu}, ${memoryGiB} GiB, ${system}, Node ${node}`;

/** What a row is of, and a warning where the machine had other work. */
function takenText({ commit, machine }: KeptOutcome): string {
  const taken = `Of commit ${commit}; load before the run ${machine.load.toFixed(1)}.`;
  if (machine.load < machine.cores / 4) return taken;
  return `${taken} **Other programs were at work**: it shows that the code runs, and its ratio is rough.`;
}

/** RESULTS.md: everything needed to read the ratios and to repeat them. */
export function resultsPage(kept: readonly KeptOutcome[]): string {
  const row = ({ outcome }: KeptOutcome): string => {
    const { name, what, against } = outcome.benchmark;
    return `| [${name}](#${name}) | ${what} | ${against} | ${cells(outcome).join(" | ")} |`;
  };
  const section = (one: KeptOutcome): string =>
    [
      `## ${one.outcome.benchmark.name}`,
      "",
      ...[...details(one.outcome), takenText(one)].map((line) => `- ${line}`),
    ].join("\n");
  const machines = [...new Set(kept.map(({ machine }) => machineText(machine)))];
  return `${[
    "# Benchmark results",
    "",
    `Written by \`${command}\`; do not edit. Each row runs Florin and its limit side by side, in turn, in one run: read the`,
    "ratio, not the absolute figures, which belong to the machine below. The ratio is the median over the rounds, in brackets",
    "the lowest and the highest round. `at least`: a share of the limit's speed. `at most`: a multiple of the limit's time or memory.",
    "A row counts only while its correctness gate holds; else it is void. Each says of which commit it is.",
    "",
    "| benchmark | measured | against | ratio | floor | aim | verdict |",
    "|---|---|---|---|---|---|---|",
    ...kept.map(row),
    "",
    `Machine: ${machines.join("; ")}.`,
    ...kept.flatMap((one) => ["", section(one)]),
  ].join("\n")}\n`;
}
