import { meterReaders } from "../account/meter-readers.ts";
import type { PriceBooks } from "../account/price-book.ts";
import {
  type Replay,
  replayAccounts,
  type SecondReading,
  type UsageOutcome,
} from "../account/replay.ts";
import type { UnbilledReason } from "../account/usage-ledger.ts";
import type { Fault } from "../fault/fault.ts";
import type { EnteredEntry } from "../ledger/book-happenings.ts";
import { bookFacts } from "../ledger/manual/book-facts.ts";
import { type BookFact, isBookFact } from "../ledger/manual/manual-entry-fact.ts";
import { knownPayouts, type PayoutFact } from "../ledger/payout-fact.ts";
import type { ReceivedCorrection } from "../metering/event-correction.ts";
import type { UsageEvent } from "../metering/usage-event.ts";
import {
  accountMarks,
  isCorrection,
  type JsonLine,
  mayTellOfAccount,
  parseLine,
  readAccountFact,
  readCorrection,
  readUsage,
  subjectOf,
} from "./fact-line.ts";
import { type LineFile, openLineFile } from "./ndjson.ts";
import { startProgress } from "./progress.ts";
import { counted, type Terminal } from "./terminal.ts";
import { type UnbilledUsage, unbilledUsage } from "./unbilled-usage.ts";

/** A line of the facts file that was refused, with every reason. */
export interface RefusedLine {
  readonly line: number;
  readonly faults: readonly Fault[];
}

/** A replay whose facts are all in, what became of the usage, and the lines that were refused. */
export interface ReplayedFacts {
  readonly replay: Replay;
  /** Providers' transfers, each once. */
  readonly payouts: readonly PayoutFact[];
  /** What bookkeepers wrote into the books, in the order in which it became known. */
  readonly entered: readonly EnteredEntry[];
  readonly usage: Readonly<Record<UsageOutcome, number>>;
  /** The events that no line charges for, by reason and name. */
  readonly unbilled: UnbilledUsage;
  /** In the order of the file; past {@link refusedMax} the rest is counted only. */
  readonly refused: readonly RefusedLine[];
  readonly refusedLines: number;
}

/** The most refused lines that are kept. */
const refusedMax = 100;

interface Refusals {
  readonly add: (line: number, faults: readonly Fault[]) => void;
  readonly lines: () => readonly RefusedLine[];
  readonly count: () => number;
}

function collectRefusals(): Refusals {
  const refused: RefusedLine[] = [];
  let count = 0;
  return {
    add: (line, faults) => {
      if (faults.length === 0) return;
      count += 1;
      if (refused.length < refusedMax) refused.push({ line, faults });
    },
    lines: () => [...refused].sort((left, right) => left.line - right.line),
    count: () => count,
  };
}

/**
 * Streams a file of facts through the pure core twice: accounts first, then usage, so that a purchase may come after
 * the events it bills; a third time where events of one id differ. Memory grows with accounts and periods, by some 40
 * bytes for each event's identity, and with the values of events whose price looks at each of them.
 * Throws what the disk throws.
 */
export async function replayFacts(
  path: string,
  books: PriceBooks,
  terminal: Terminal,
): Promise<ReplayedFacts> {
  const file = await openLineFile(path);
  try {
    const refusals = collectRefusals();
    const { refuseCorrections, ...told } = await readAccounts(file, books, refusals, terminal);
    const usage = await readAllUsage(file, told.replay, books, refusals, terminal);
    refuseCorrections();
    return { ...told, ...usage, refused: refusals.lines(), refusedLines: refusals.count() };
  } finally {
    await file.close();
  }
}

async function readAccounts(
  file: LineFile,
  books: PriceBooks,
  refusals: Refusals,
  terminal: Terminal,
): Promise<ToldAccounts> {
  const payouts = knownPayouts();
  const accounts = replayAccounts(books);
  const told: BookFact[] = [];
  const corrections: ReceivedCorrection[] = [];
  const lineOf = new Map<unknown, number>();
  const bar = startProgress("Accounts", file.bytes, terminal);
  await file.read({
    line: (text, number, cut) => {
      if (!mayTellOfAccount(text)) return;
      const json = parseLine(text, cut);
      if (!json.ok || subjectOf(json.value) !== "account") return;
      if (isCorrection(json.value)) {
        const correction = readCorrection(json.value, text);
        if (!correction.ok) return refusals.add(number, correction.faults);
        lineOf.set(correction.value, number);
        corrections.push(correction.value);
        return;
      }
      const fact = readAccountFact(json.value, text);
      if (!fact.ok) return refusals.add(number, fact.faults);
      lineOf.set(fact.value, number);
      if (fact.value.fact === "exchange-rate") accounts.addRate(fact.value);
      else if (fact.value.fact === "payout") refusals.add(number, payouts.add(fact.value));
      else if (isBookFact(fact.value)) told.push(fact.value);
      else accounts.add(fact.value);
    },
    marks: accountMarks,
    // The usage pass reads every line and reports these.
    unreadable: () => {},
    progress: bar.at,
  });
  const { replay, refused, refusedRates } = accounts.open();
  const byHand = bookFacts(told, books.current);
  for (const { fact, faults } of [...refused, ...refusedRates, ...byHand.refused])
    refusals.add(lineOf.get(fact) ?? 0, faults);
  for (const correction of corrections) replay.correct(correction);
  bar.clear();
  return {
    replay,
    payouts: payouts.list(),
    entered: byHand.entered,
    refuseCorrections: () => {
      for (const { correction, faults } of replay.refusedCorrections())
        refusals.add(lineOf.get(correction) ?? 0, faults);
    },
  };
}

/** What the first reading tells, and a way to refuse corrections once the usage is in that they are about. */
interface ToldAccounts extends Pick<ReplayedFacts, "replay" | "payouts" | "entered"> {
  readonly refuseCorrections: () => void;
}

type UsageReport = Pick<ReplayedFacts, "usage" | "unbilled">;

async function readAllUsage(
  file: LineFile,
  replay: Replay,
  books: PriceBooks,
  refusals: Refusals,
  terminal: Terminal,
): Promise<UsageReport> {
  const meters = meterReaders(books.current.model);
  const tally = tallyUsage(replay.latest);
  const lines = (
    label: string,
    refuse: Refusals["add"],
    take: (event: UsageEvent, line: number) => void,
  ): Promise<void> => {
    const bar = startProgress(label, file.bytes, terminal);
    let events = 0;
    const onUsage = (json: JsonLine, text: string, number: number): void => {
      const event = readUsage(json, text, meters);
      if (event.ok) {
        events += 1;
        take(event.value, number);
      } else refuse(number, event.faults);
    };
    return file
      .read(usageLines(onUsage, refuse, (bytes) => bar.at(bytes, counted(events, "event"))))
      .then(bar.clear);
  };

  await lines("Usage", refusals.add, (event) => tally.count(replay.addUsage(event), event));
  const second = replay.secondReading();
  if (second === undefined) return tally.report();

  const settled = tallyUsage(replay.latest);
  await lines(
    "Versions",
    () => {},
    (event, line) => settled.count(second.add(event, line), event),
  );
  settleVersions(second, settled, refusals);
  return settled.report();
}

/** Every line but the accounts', each parsed once. */
function usageLines(
  onUsage: (json: JsonLine, text: string, number: number) => void,
  refuse: Refusals["add"],
  progress: (bytes: number) => void,
): Parameters<LineFile["read"]>[0] {
  return {
    line: (text, number, cut) => {
      const json = parseLine(text, cut);
      if (!json.ok) return refuse(number, json.faults);
      const subject = subjectOf(json.value);
      if (subject === "usage") return onUsage(json.value, text, number);
      if (subject === undefined) refuse(number, noFact(json.value, text));
    },
    unreadable: (fault, number) => refuse(number, [fault]),
    progress,
  };
}

function noFact(json: JsonLine, text: string): readonly Fault[] {
  const read = readAccountFact(json, text);
  return read.ok ? [] : read.faults;
}

function settleVersions(second: SecondReading, tally: UsageTally, refusals: Refusals): void {
  for (const { event, outcome, duplicates, conflicts } of second.settle()) {
    tally.count(outcome, event);
    for (let copy = 0; copy < duplicates; copy += 1) tally.count("duplicate", event);
    for (const line of conflicts) {
      tally.count("conflict", event);
      refusals.add(line, [
        {
          code: "event-conflict",
          path: "/id",
          message: `source "${event.source}" sent another event with this id, which was received earlier`,
          value: event.id,
          suggestion: "where the first is wrong, add a correction that names it",
        },
      ]);
    }
  }
}

const isUnbilled = (outcome: UsageOutcome): outcome is UnbilledReason =>
  outcome !== "accepted" &&
  outcome !== "duplicate" &&
  outcome !== "conflict" &&
  outcome !== "voided";

interface UsageTally {
  readonly count: (outcome: UsageOutcome | "contested" | "held", event: UsageEvent) => void;
  readonly report: () => UsageReport;
}

function tallyUsage(latest: Replay["latest"]): UsageTally {
  const usage: Record<UsageOutcome, number> = {
    accepted: 0,
    duplicate: 0,
    conflict: 0,
    voided: 0,
    "unknown-customer": 0,
    "unknown-meter": 0,
    "no-subscription": 0,
    "too-late": 0,
  };
  const unbilled = unbilledUsage();
  return {
    count: (outcome, event) => {
      if (outcome === "contested" || outcome === "held") return;
      usage[outcome] += 1;
      if (isUnbilled(outcome)) unbilled.add(outcome, latest(event));
    },
    report: () => ({ usage, unbilled: unbilled.list() }),
  };
}
