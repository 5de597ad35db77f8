import { Command } from "commander";
import { ok, type Result } from "../fault/fault.ts";
import { checkModelFile } from "../model/load-model.ts";
import type { Model } from "../model/model.ts";
import type { MeasuredTarget } from "../plan/actual/targets-on-actuals.ts";
import { planFaults, planWarnings } from "../plan/check/plan-faults.ts";
import { type Exit, exitProcess } from "./exit.ts";
import { countedAsAsked, type SettingOptions, withSettingOptions } from "./metric-settings.ts";
import { obligationRows, promisedBy } from "./obligation-rows.ts";
import { targetRows, targetsOf } from "./target-rows.ts";
import { counted, faultText, type PlacedFault, styled, type Terminal } from "./terminal.ts";

interface CheckOptions extends SettingOptions {
  readonly json?: boolean;
  readonly strict?: boolean;
  readonly obligations?: boolean;
  readonly targets?: boolean;
  readonly scenario?: string;
  readonly facts?: string;
  readonly to?: string;
  readonly plan?: string;
}

const examples = `
Examples:
  florin check model.ts
  florin check --strict model.yaml        in CI: warnings fail too
  florin check --obligations model.ts     how what it sells is earned
  florin check --targets model.ts         a price change that breaks a target fails too
  florin check --targets --facts facts.ndjson --to 2027-03 model.ts
  florin check --json model.json | jq .faults`;

/** `florin check MODEL`: every fault and warning of a model at once. Exit code 1 where it has any fault. */
export function checkCommand(terminal: Terminal, exit: Exit = exitProcess): Command {
  const command = new Command("check")
    .description("print every fault and warning of a model: path, rule, value and a suggestion")
    .argument("<model>", "a .ts, .yaml or .json model file")
    .option("--json", "print { faults, warnings } as JSON")
    .option("--strict", "exit 1 on warnings too")
    .option("--obligations", "print what it promises, how that is earned, and its bundles divided")
    .option("--targets", "forecast the plan, and exit 1 where it misses one of its targets")
    .option("--scenario <id>", "a scenario of the model instead of the plan itself; with --targets")
    .option(
      "--facts <file>",
      "with --targets: hold them against what happened, and the rest of the plan",
    )
    .option("--to <month>", "the last month that is closed; with --facts")
    .option("--plan <file>", "a plan that florin forecast --json wrote; with --facts");
  return withSettingOptions(command)
    .addHelpText("after", examples)
    .action(async (path: string, options: CheckOptions) => {
      exit(await check(path, options, terminal));
    });
}

/** Loads and checks a model file and prints what it found. */
export async function check(
  path: string,
  options: CheckOptions,
  terminal: Terminal,
): Promise<number> {
  const { loaded, faults: ofModel, warnings: ofDocument } = await checkModelFile(path);
  const found =
    loaded === undefined ? ofModel : [...ofModel, ...planFaults(loaded.model).map(loaded.located)];
  const warnings =
    loaded === undefined || found.length > 0
      ? ofDocument
      : [...ofDocument, ...planWarnings(loaded.model).map(loaded.located)];
  const forecast = await wantedTargets(
    path,
    found.length > 0 ? undefined : loaded?.model,
    options,
    terminal,
  );
  if (forecast === undefined) return 1;
  const faults = forecast.ok ? found : [...found, ...forecast.faults];
  const targets = forecast.ok ? forecast.value : [];
  if (options.json === true) {
    const promised =
      options.obligations === true && loaded !== undefined ? promisedBy(loaded.model) : {};
    const aimed = options.targets === true ? { targets } : {};
    terminal.out(JSON.stringify({ faults, warnings, ...promised, ...aimed }, null, 2));
  } else {
    const inFile = (fault: PlacedFault): PlacedFault =>
      fault.line === undefined ? fault : { file: path, ...fault };
    for (const fault of faults) terminal.out(faultText(inFile(fault), "error", terminal, "out"));
    for (const warning of warnings)
      terminal.out(faultText(inFile(warning), "warning", terminal, "out"));
    for (const row of targetRows(targets, terminal)) terminal.out(row);
    const summary = `${counted(faults.length, "fault")}, ${counted(warnings.length, "warning")}`;
    if (loaded !== undefined) terminal.out(contents(loaded.model));
    if (loaded !== undefined && options.obligations === true)
      for (const row of obligationRows(loaded.model)) terminal.out(row);
    const colour = faults.length > 0 ? "red" : warnings.length > 0 ? "yellow" : "green";
    terminal.out(`${path}: ${styled(colour, summary, terminal, "out")}`);
  }
  const missed = targets.some(({ verdict }) => verdict === "missed" || verdict === "undefined");
  return faults.length > 0 || missed || (options.strict === true && warnings.length > 0) ? 1 : 0;
}

/** The targets of a model that has no fault, where they were asked for; undefined where a replay said why there are none. */
async function wantedTargets(
  path: string,
  model: Model | undefined,
  { targets, facts, ...of }: CheckOptions,
  terminal: Terminal,
): Promise<Result<readonly MeasuredTarget[]> | undefined> {
  if (targets !== true || model === undefined) return ok([]);
  if (facts === undefined) {
    const counted = countedAsAsked(model, of);
    return counted.ok ? targetsOf(counted.value, of.scenario) : counted;
  }
  // A replay is loaded only where there are facts.
  const { targetsOnFacts } = await import("./targets-on-facts.ts");
  return targetsOnFacts(path, { facts, ...of }, terminal);
}

/** `acme@1 in USD: 3 plans, 2 meters`. */
function contents(model: Model): string {
  const sections = [
    [model.plans, "plan"],
    [model.addons, "add-on"],
    [model.offers, "offer"],
    [model.licences, "licence"],
    [model.meters, "meter"],
  ] as const;
  const counts = sections.flatMap(([section, noun]) => {
    const count = Object.keys(section ?? {}).length;
    return count === 0 ? [] : [counted(count, noun)];
  });
  return `${model.id}@${model.version} in ${model.currency}: ${counts.join(", ")}`;
}
