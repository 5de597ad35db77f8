import type { Command } from "commander";
import type { Fault } from "../../fault/fault.ts";
import { createLedger, type Ledger } from "../../services/ledger/ledger.ts";
import { createModelLibrary } from "../../services/model-library.ts";
import { parseCivilDate } from "../../time/calendar.ts";
import { storedClock } from "../stored-clock.ts";
import { dataFolderDefault, exitOfStored } from "../stored-data.ts";
import { refuseWith, type Terminal } from "../terminal.ts";

/** Whose books, and where they are. */
export interface BooksOptions {
  readonly data: string;
  readonly tenant: string;
  readonly json?: boolean;
}

/** Gives a command the options of {@link BooksOptions} but `--json`. */
export const ofBooks = (command: Command): Command =>
  command
    .option(
      "--data <folder>",
      "the folder of florin serve; DATABASE_URL goes before it",
      dataFolderDefault,
    )
    .option("--tenant <id>", "whose books", "default");

/** What a command works with. */
export interface OpenLedger {
  readonly ledger: Ledger;
  readonly tenant: string;
}

/** Opens the stored books, beside a server where one runs, and answers the exit code of the work. */
export const withLedger = (
  { data, tenant }: BooksOptions,
  terminal: Terminal,
  work: (open: OpenLedger) => Promise<number>,
): Promise<number> =>
  exitOfStored({ data, tenant }, terminal, async (store) => {
    const clock = await storedClock(store);
    const library = createModelLibrary(store, clock, () => performance.now());
    return work({ ledger: createLedger({ store, clock, library }), tenant });
  });

/** Prints what the ledger answered, or refuses where there are no books. */
export function answeredWith<T>(
  answer: T | undefined,
  options: BooksOptions,
  terminal: Terminal,
  print: (answer: T) => void,
): number {
  if (answer === undefined)
    return refuseWith(
      [{ code: "no-model", path: "", message: "nothing was published yet, so there are no books" }],
      terminal,
    );
  if (options.json === true) terminal.out(JSON.stringify(answer, null, 2));
  else print(answer);
  return 0;
}

/** The faults of days that options name; none for those that are absent. */
export const dayFaults = (days: Readonly<Record<string, string | undefined>>): readonly Fault[] =>
  Object.entries(days).flatMap(([option, day]) => {
    const parsed = day === undefined ? undefined : parseCivilDate(day, option);
    return parsed === undefined || parsed.ok ? [] : parsed.faults;
  });

const monthPattern = /^[0-9]{4}-(?:0[1-9]|1[0-2])$/;

/** The faults of months that options name. */
export const monthFaults = (
  months: Readonly<Record<string, string | undefined>>,
): readonly Fault[] =>
  Object.entries(months).flatMap(([option, month]) =>
    month === undefined || monthPattern.test(month)
      ? []
      : [
          {
            code: "invalid-month",
            path: option,
            message: "a month is written 2026-01",
            value: month,
          },
        ],
  );
