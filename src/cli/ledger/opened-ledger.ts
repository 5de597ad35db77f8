import type { Command } from "commander";
import type { Fault } from "../../fault/fault.ts";
import { manualClock, realClock } from "../../services/clock.ts";
import { createLedger, type Ledger } from "../../services/ledger/ledger.ts";
import { createModelLibrary } from "../../services/model-library.ts";
import { openTenantClocks, type ServerClock } from "../../services/tenant-clocks.ts";
import { findInstallationClock } from "../../store/installation-clock.ts";
import type { Store } from "../../store/store.ts";
import { parseCivilDate } from "../../time/calendar.ts";
import { dataFolderDefault, openStoredData, unknownTenant } from "../stored-data.ts";
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
export async function withLedger(
  { data, tenant }: BooksOptions,
  terminal: Terminal,
  work: (open: OpenLedger) => Promise<number>,
): Promise<number> {
  const opened = await openStoredData(data);
  if (!opened.ok) return refuseWith(opened.faults, terminal);
  const store = opened.value;
  try {
    const unknown = await unknownTenant(store, tenant);
    if (unknown !== undefined) return refuseWith([unknown], terminal);
    const clock = await clockOf(store);
    const library = createModelLibrary(store, clock, () => performance.now());
    return await work({ ledger: createLedger({ store, clock, library }), tenant });
  } finally {
    await store.close();
  }
}

/** The clock that the installation's books are kept on. */
async function clockOf(store: Store): Promise<ServerClock> {
  const kept = await findInstallationClock(store.pool);
  const time =
    kept?.mode === "manual" ? manualClock(kept.latest) : realClock(Date.now, kept?.latest);
  const clock = openTenantClocks(store.pool, time);
  await clock.agree();
  return clock;
}

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
