import { Command } from "commander";
import { checkModelFile } from "../model/load-model.ts";
import type { Model } from "../model/model.ts";
import { type Exit, exitProcess } from "./exit.ts";
import { obligationRows, promisedBy } from "./obligation-rows.ts";
import { counted, faultText, type PlacedFault, styled, type Terminal } from "./terminal.ts";

interface CheckOptions {
  readonly json?: boolean;
  readonly strict?: boolean;
  readonly obligations?: boolean;
}

const examples = `
Examples:
  florin check model.ts
  florin check --strict model.yaml        in CI: warnings fail too
  florin check --obligations model.ts     how what it sells is earned
  florin check --json model.json | jq .faults`;

/** `florin check MODEL`: every fault and warning of a model at once. Exit code 1 where it has any fault. */
export function checkCommand(terminal: Terminal, exit: Exit = exitProcess): Command {
  return new Command("check")
    .description("print every fault and warning of a model: path, rule, value and a suggestion")
    .argument("<model>", "a .ts, .yaml or .json model file")
    .option("--json", "print { faults, warnings } as JSON")
    .option("--strict", "exit 1 on warnings too")
    .option("--obligations", "print what it promises, how that is earned, and its bundles divided")
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
  const { loaded, faults, warnings } = await checkModelFile(path);
  if (options.json === true) {
    const promised =
      options.obligations === true && loaded !== undefined ? promisedBy(loaded.model) : {};
    terminal.out(JSON.stringify({ faults, warnings, ...promised }, null, 2));
  } else {
    const inFile = (fault: PlacedFault): PlacedFault =>
      fault.line === undefined ? fault : { file: path, ...fault };
    for (const fault of faults) terminal.out(faultText(inFile(fault), "error", terminal, "out"));
    for (const warning of warnings)
      terminal.out(faultText(inFile(warning), "warning", terminal, "out"));
    const found = `${counted(faults.length, "fault")}, ${counted(warnings.length, "warning")}`;
    if (loaded !== undefined) terminal.out(contents(loaded.model));
    if (loaded !== undefined && options.obligations === true)
      for (const row of obligationRows(loaded.model)) terminal.out(row);
    const colour = faults.length > 0 ? "red" : warnings.length > 0 ? "yellow" : "green";
    terminal.out(`${path}: ${styled(colour, found, terminal, "out")}`);
  }
  return faults.length > 0 || (options.strict === true && warnings.length > 0) ? 1 : 0;
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
