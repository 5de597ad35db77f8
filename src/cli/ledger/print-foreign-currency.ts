import type { ForeignCurrencyAnswer } from "../../services/ledger/ledger-answers.ts";
import { left, right } from "../columns.ts";
import { refuseWith, styled, type Terminal } from "../terminal.ts";
import { answeredWith, dayFaults, withLedger } from "./opened-ledger.ts";
import type { DayOptions } from "./print-ledger.ts";

/** Prints what stands in other currencies at the end of a day, and what rates gained and lost by month. */
export async function printForeignCurrency(
  options: DayOptions,
  terminal: Terminal,
): Promise<number> {
  const faults = dayFaults({ "--as-of": options.asOf });
  if (faults.length > 0) return refuseWith(faults, terminal);
  return withLedger(options, terminal, async ({ ledger, tenant }) =>
    answeredWith(
      await ledger.foreignCurrency(tenant, options.asOf),
      options,
      terminal,
      (answer) => {
        for (const row of rowsOf(answer, terminal)) terminal.out(row);
      },
    ),
  );
}

const amounts = (...texts: readonly string[]): string =>
  texts.map((text) => right(text, 15)).join(" ");

function rowsOf(
  { currency, positions, results }: ForeignCurrencyAnswer,
  terminal: Terminal,
): readonly string[] {
  const heading = (text: string): string => styled("bold", text, terminal, "out");
  const standing = positions.map(({ account, currency: own, amount, unvalued, ...books }) => {
    const all = unvalued === "0.00" || /^0*$/.test(unvalued) ? amount : `${amount} + ${unvalued}`;
    const { carrying, value, gain } = books;
    return `${left(`${account} ${own}`, 34)} ${amounts(all, carrying, value ?? "no rate", gain ?? "")}`;
  });
  const gained = results.map(
    ({ month, realised, unrealised, net }) =>
      `${left(month, 8)} ${amounts(realised.gain, realised.loss, unrealised.gain, unrealised.loss, net)}`,
  );
  return [
    heading(
      `${left("Open", 34)} ${amounts("Amount", `Carried, ${currency}`, `Worth, ${currency}`, "Gain")}`,
    ),
    ...(standing.length === 0 ? ["nothing stands in other currencies"] : standing),
    "",
    heading(
      `${left("Month", 8)} ${amounts("Realised gain", "loss", "Unrealised gain", "loss", "Net")}`,
    ),
    ...(gained.length === 0 ? ["rates have brought nothing"] : gained),
  ];
}
