import {
  type BookFact,
  isBookFactKind,
  parseBookFact,
} from "../../ledger/manual/manual-entry-fact.ts";
import type { EntryAnswer } from "../../services/ledger/ledger-answers.ts";
import { exitCodes } from "../exit.ts";
import { parseLine } from "../fact-line.ts";
import { readNamedFile } from "../read-named-file.ts";
import { refuseWith, type Terminal } from "../terminal.ts";
import { type BooksOptions, withLedger } from "./opened-ledger.ts";
import { entryRows } from "./print-entries.ts";

/** Options of a reversal. */
export interface ReverseOptions extends BooksOptions {
  readonly date: string;
  readonly reason: string;
  readonly by: string;
}

/** Posts the entry of a JSON file: one by hand, or where it says so in `fact` a partner's share or payout. */
export async function enterEntry(
  file: string,
  options: BooksOptions,
  terminal: Terminal,
): Promise<number> {
  const bytes = await readNamedFile(file);
  if (!bytes.ok) return refuseWith(bytes.faults, terminal);
  const json = parseLine(bytes.value.toString("utf8"), false);
  if (!json.ok) return refuseWith(json.faults, terminal);
  const { fact } = json.value;
  return post({ ...json.value, fact: isBookFactKind(fact) ? fact : "entry" }, options, terminal);
}

/** Takes an entry back that was posted by hand. */
export const reverseEntry = (
  entry: string,
  { date, reason, by, ...options }: ReverseOptions,
  terminal: Terminal,
): Promise<number> => post({ fact: "entry-reversal", entry, date, reason, by }, options, terminal);

async function post(
  json: Readonly<Record<string, unknown>>,
  options: BooksOptions,
  terminal: Terminal,
): Promise<number> {
  const fact = parseBookFact(json);
  if (!fact.ok) return refuseWith(fact.faults, terminal);
  const { recordedAt: _, ...told } = fact.value;
  return withLedger(options, terminal, async ({ ledger, tenant }) => {
    const answer = await ledger.manual.enter(tenant, told as BookFact);
    if (!answer.ok) return refuseWith(answer.faults, terminal);
    const entry = JSON.parse(answer.value.body) as EntryAnswer;
    if (options.json === true) terminal.out(JSON.stringify(entry, null, 2));
    else entryRows(entry, terminal);
    return exitCodes.done;
  });
}
