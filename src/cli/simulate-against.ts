import { ok, type Result } from "../fault/fault.ts";
import type { Model } from "../model/model.ts";
import { runPlan, type SimulationChoice } from "../twin/simulate.ts";
import { type TellingChoice, tellBusiness } from "../twin/told-business.ts";
import { harmless } from "./columns.ts";
import { startProgress } from "./progress.ts";
import { apiKey } from "./server-api.ts";
import { settingValues } from "./settings-in-force.ts";
import { compareWithServer, type ServerComparison, tellServer } from "./simulate-server.ts";
import { counted, type Terminal } from "./terminal.ts";

/** The server that a business is told to, and how what comes of it is printed. */
export interface AskedServer {
  readonly server: string;
  /** That of the environment or of the default data folder where absent. */
  readonly key?: string;
  readonly json: boolean;
}

/** So many differences are printed; the JSON has all. */
const shownMax = 20;

/**
 * Lives a plan in memory, tells a server the same business, and prints what it has otherwise; 1 where there is anything. Refuses what the
 * forecast, the machine and the server refuse.
 */
export async function simulateAgainst(
  model: Model,
  choice: SimulationChoice & TellingChoice,
  { server, key: given, json }: AskedServer,
  terminal: Terminal,
): Promise<Result<number>> {
  const key = given === undefined ? await keyThatIsSet() : ok(given);
  if (!key.ok) return key;
  const run = runPlan(model, choice, "whole");
  if (!run.ok) return run;
  const told = tellBusiness(run.value.planned, choice);
  if (!told.ok) return told;
  const access = { server, key: key.value };
  const { facts, usage, customers } = told.value;
  const progress = startProgress("Telling", facts.length + usage.length, terminal);
  const done = await tellServer(access, model, told.value, progress);
  progress.clear();
  if (!done.ok) return done;
  const compared = await compareWithServer(access, told.value, model);
  if (!compared.ok) return compared;
  const { differences } = compared.value;
  if (json)
    terminal.out(JSON.stringify({ customers: customers.length, ...compared.value }, null, 2));
  else {
    terminal.out(harmless(`Simulation of ${model.name} ${model.version} against ${server}`));
    for (const line of comparedLines(compared.value, customers.length, told.value.recurring.length))
      terminal.out(harmless(line));
  }
  return ok(differences.length === 0 ? 0 : 1);
}

async function keyThatIsSet(): Promise<Result<string>> {
  const set = await settingValues("dataFolder");
  return set.ok ? apiKey(set.value.dataFolder ?? "") : set;
}

function comparedLines(
  { invoices, mrr, differences }: ServerComparison,
  customers: number,
  months: number,
): readonly string[] {
  const recurring = mrr ? ` and the recurring value of ${counted(months, "month")}` : "";
  const what = `${counted(customers, "customer")}, ${counted(invoices, "invoice")}${recurring}`;
  const alone = mrr ? [] : ["the server has other customers, so recurring value is not compared"];
  if (differences.length === 0) return [`${what}: all as the twin has them, to the cent`, ...alone];
  return [
    `${what}: ${counted(differences.length, "difference")}`,
    ...alone,
    ...differences
      .slice(0, shownMax)
      .map(
        ({ what: kind, of, twin = "nothing", server = "nothing" }) =>
          `  ${kind} ${of}: ${twin} in the twin, ${server} on the server`,
      ),
  ];
}
