import type { Fault } from "../../fault/fault.ts";
import { ratio } from "../../formula/unit.ts";
import { figureText } from "../figure-text.ts";
import type { PlanRun } from "./compile-plan.ts";

/** The fault `chance-out-of-range` of a figure in a month from 0, with the share that it came to. */
export const chanceFault = (run: PlanRun, figure: string, month: number): Fault => ({
  code: "chance-out-of-range",
  path: run.place(figure)?.path ?? "",
  message: `"${figure}" is a part of customers, and in month ${month + 1} it does not lie from 0% to 100%`,
  value: figureText(run.read(figure, month), ratio, "%"),
  suggestion: "write a share such as 5%",
});

/**
 * The fault `negative-customers` of a figure that has to be 0 or more, or above 0, and is not in a month from 0. Its place is that of what
 * tells the figure, where one thing does.
 */
export function signFault(
  run: PlanRun,
  figure: string,
  month: number,
  bound: "from" | "above",
): Fault {
  const type = run.place(figure)?.type;
  const unit = type?.kind === "number" ? type.unit : ratio;
  return {
    code: "negative-customers",
    path: run.place(teller(run, figure, month))?.path ?? "",
    message:
      bound === "from"
        ? `"${figure}" is below 0 in month ${month + 1} of the plan, and customers are 0 or more`
        : `"${figure}" is not above 0 in month ${month + 1} of the plan, and has to be`,
    value: figureText(run.read(figure, month), unit, ""),
    suggestion:
      bound === "from"
        ? `tell 0 or more, or write "max(${figureText(0, unit, "")}, …)"`
        : "tell a number above 0",
  };
}

/** The figure of the same part of the model that a figure below 0 has that from, followed as far as it is one alone. */
function teller(run: PlanRun, figure: string, month: number): string {
  const [section, owner] = figure.split(".");
  let name = figure;
  for (const seen = new Set<string>(); !seen.has(name); ) {
    seen.add(name);
    const below = run
      .feeds(name)
      .filter((one) => one.startsWith(`${section}.${owner}.`) && run.read(one, month) < 0);
    const [only] = below;
    if (only !== undefined && below.length === 1) name = only;
  }
  return name;
}
