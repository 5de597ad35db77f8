import { Command } from "commander";
import type { VarianceAnswer } from "../plan/variance/variance-answer.ts";
import type {
  PlanLockRequest,
  PlanLockSummary,
  VarianceReport,
  VarianceRow,
} from "../services/plan/actual-answers.ts";
import { harmless, left } from "./columns.ts";
import { type Exit, exitCodes, exitProcess } from "./exit.ts";
import { ask, asking, type ServerOptions } from "./server-api.ts";
import { counted, refuseWith, type Terminal } from "./terminal.ts";
import { warnOfUnknown } from "./unknown-of-plan.ts";
import { metricOption, sayAssumed } from "./variance.ts";
import { varianceText } from "./variance-text.ts";

interface LockOptions extends ServerOptions, Omit<PlanLockRequest, "id"> {}

interface VarianceOptions extends ServerOptions {
  readonly metric: string;
  readonly from?: string;
  readonly to?: string;
}

const examples = (line: string): string => `
Examples:
  florin plan ${line}

The key is read from the folder of florin serve, or taken from FLORIN_API_KEY.`;

/** `florin plan`: locked plans of a running server, and what lies between them and its books. */
export function planCommand(terminal: Terminal, exit: Exit = exitProcess): Command {
  const command = new Command("plan")
    .description("lock the plan of a running server, and hold its books against it")
    .addHelpText("after", examples('lock budget-2027 --name "Budget 2027"'));
  asking(command.command("lock"))
    .description("keep the forecast of a published version for good, under a name")
    .argument("<id>", "your own name of it: budget-2027")
    .option("--name <text>", "what people call it; the id where absent")
    .option("--model <id@version>", "a published version; the newest where absent")
    .option("--scenario <id>", "a scenario of it instead of the plan itself")
    .addHelpText("after", examples("lock reforecast-q2 --scenario slow"))
    .action(async (id: string, options: LockOptions) => exit(await lock(id, options, terminal)));
  asking(command.command("locks"))
    .description("list the locked plans")
    .action(async (options: ServerOptions) => exit(await locks(options, terminal)));
  asking(command.command("variance"))
    .description("print what lies between a locked plan and closed months, and why")
    .argument("<id>", "the name of a locked plan")
    .option("--metric <id>", metricOption, "revenue")
    .option("--from <month>", "the first month; that of the plan where absent")
    .option("--to <month>", "the last month; the last closed one where absent")
    .addHelpText("after", examples("variance budget-2027 --to 2027-03"))
    .action(async (id: string, options: VarianceOptions) =>
      exit(await variance(id, options, terminal)),
    );
  return command;
}

async function lock(
  id: string,
  { name, model, scenario, ...options }: LockOptions,
  terminal: Terminal,
): Promise<number> {
  const body = JSON.stringify({ id, name, model, scenario });
  const locked = await ask<PlanLockSummary>(options, {
    method: "POST",
    path: "/v1/plan/locks",
    body,
  });
  if (!locked.ok) return refuseWith(locked.faults, terminal);
  terminal.out(options.json === true ? JSON.stringify(locked.value) : rowOf(locked.value));
  return exitCodes.done;
}

async function locks(options: ServerOptions, terminal: Terminal): Promise<number> {
  const found = await ask<{ readonly items: readonly PlanLockSummary[] }>(options, {
    method: "GET",
    path: "/v1/plan/locks",
  });
  if (!found.ok) return refuseWith(found.faults, terminal);
  const { items } = found.value;
  if (options.json === true) terminal.out(JSON.stringify(found.value));
  else {
    for (const one of items) terminal.out(rowOf(one));
    terminal.out(`${counted(items.length, "locked plan")}.`);
  }
  return exitCodes.done;
}

const rowOf = ({ id, model, scenario, from, to, lockedAt }: PlanLockSummary): string =>
  harmless(
    `${left(id, 20)}  ${left(scenario === null ? model : `${model}, ${scenario}`, 24)}  ${from} to ${to}  ${lockedAt}`,
  );

async function variance(
  lock: string,
  { metric, from, to, ...options }: VarianceOptions,
  terminal: Terminal,
): Promise<number> {
  const query = new URLSearchParams({
    lock,
    metric,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  });
  const found = await ask<VarianceReport>(options, {
    method: "GET",
    path: `/v1/plan/variance?${query}`,
  });
  if (!found.ok) return refuseWith(found.faults, terminal);
  const report = found.value;
  warnOfUnknown(report, terminal);
  sayAssumed(report.assumed, terminal);
  if (options.json === true) terminal.out(JSON.stringify(report));
  else
    for (const row of varianceText(treeOf(report.rows), { ...report, plan: lock }, terminal))
      terminal.out(row);
  return exitCodes.done;
}

/** Rows from the top down as the tree that they are. */
function treeOf(rows: readonly VarianceRow[]): VarianceAnswer {
  interface Growing extends Omit<VarianceAnswer, "children"> {
    readonly children: Growing[];
  }
  const above: Growing[] = [];
  for (const { path, ...row } of rows) {
    const node: Growing = { ...row, id: path.at(-1) ?? "", children: [] };
    above.length = path.length;
    above.at(-1)?.children.push(node);
    above.push(node);
  }
  const [root] = above;
  if (root === undefined) throw new Error("a variance begins with the whole business");
  return root;
}
