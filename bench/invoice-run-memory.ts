import type { Invoice } from "../src/account/invoice.ts";
import { firstNumbers, numberInvoices } from "../src/account/numbering.ts";
import { step } from "../src/account/step.ts";
import { expectOk } from "../src/fault/fault.ts";
import {
  benchBooks,
  benchUsage,
  type FoldedUsage,
  foldedUsage,
  type Ready,
  readyAccount,
  viewOf,
} from "./bench-accounts.ts";
import { type Benchmark, gate, type Rounds, type Size } from "./benchmark.ts";
import { startChild } from "./children.ts";
import type { Side } from "./measure.ts";
import type { PlainDone, PlainOrder } from "./plain-child.ts";
import { chunkSize, drain, type PlainUsage, plainInvoices } from "./plain-invoices.ts";

/** Accounts that are billed together, with their usage: what a server loads and stores in one transaction. */
interface Chunk {
  readonly ready: readonly Ready[];
  readonly usage: FoldedUsage;
}

/** The usage period that is billed; two closed ones before it may still be reached by late events. */
const period = 2;

function chunksOf(usage: PlainUsage): readonly Chunk[] {
  const chunks: Chunk[] = [];
  for (let from = 0; from < usage.count; from += chunkSize) {
    const length = Math.min(chunkSize, usage.count - from);
    const ready = Array.from({ length }, (_, at) => readyAccount(usage, from + at, period));
    chunks.push({ ready, usage: foldedUsage(usage, from, ready) });
  }
  return chunks;
}

/** Steps every account past its due invoice and numbers what comes out, a few hundred at a time. */
function* accountInvoices(chunks: readonly Chunk[]): Generator<readonly Invoice[]> {
  let numbering = firstNumbers(benchBooks.current.series);
  for (const chunk of chunks) {
    const numbered = numberInvoices(numbering, stepChunk(chunk));
    numbering = numbered.numbering;
    yield numbered.invoices;
  }
}

function stepChunk({ ready, usage }: Chunk): readonly Invoice[] {
  const view = viewOf(usage);
  const issued: Invoice[] = [];
  const after: Ready[] = [];
  for (const { account, nextDue } of ready) {
    const stepped = expectOk(step(account, { kind: "tick", now: nextDue }, benchBooks, view));
    issued.push(...stepped.documents);
    after.push({ account: stepped.account, nextDue: stepped.nextDue ?? 0 });
  }
  gate(after.length === issued.length, "every account has one invoice");
  return issued;
}

/** The same invoices, byte by byte, in the same order. Answers the bytes of one, on average. */
function compareInvoices(usage: PlainUsage, chunks: readonly Chunk[]): number {
  const plain = plainInvoices(usage, period);
  let bytes = 0;
  for (const ours of accountInvoices(chunks)) {
    const theirs = plain.next().value ?? [];
    for (const [place, invoice] of ours.entries()) {
      const text = JSON.stringify(invoice);
      const other = JSON.stringify(theirs[place]);
      gate(text === other, `invoices differ: ${text} and ${other}`);
      gate(invoice.lines.length === 5, "an invoice has five lines");
      bytes += text.length;
    }
    gate(ours.length === theirs.length, "one side made more invoices");
  }
  gate(plain.next().done === true, "one side made more invoices");
  return Math.round(bytes / usage.count);
}

/** A side that runs in the process of the plain loops. */
function plainSide(
  label: string,
  loop: "same-invoices" | "lean",
  ask: (order: PlainOrder) => Promise<PlainDone>,
): Side {
  return {
    label,
    prepare: async () => {
      await ask({ kind: "settle" });
    },
    run: async () => (await ask({ kind: "run", loop, period })).invoices,
  };
}

function rounds(size: Size): Rounds {
  const usage = benchUsage(size === "full" ? 100_000 : 5_000);
  const chunks = chunksOf(usage);
  const bytes = compareInvoices(usage, chunks);
  const child = startChild("./plain-child.js", { args: [String(usage.count)] });
  const ask = (order: PlainOrder): Promise<PlainDone> => child.ask<PlainDone>(order);
  return {
    ours: {
      label: "step and number the accounts",
      run: () => drain(accountInvoices(chunks)),
    },
    limit: plainSide("plain loop, the same invoices", "same-invoices", ask),
    asides: [
      plainSide("a plain loop that keeps cents as numbers and explains nothing", "lean", ask),
    ],
    proven: [
      `All ${usage.count.toLocaleString("en")} invoices of five lines are the same to the byte, numbers and explanations included (${bytes.toLocaleString("en")} bytes of JSON each on average).`,
    ],
    notes: [
      "One subscription a customer, begun on days 1 to 28: a monthly fee and four graduated charges of four tiers. Florin also returns each account as it is after the invoice; the plain loop keeps no state.",
      "Accounts are in memory with their terms compiled and two closed periods behind them; usage is folded beforehand. The plain loops run in a process of their own, with a small heap.",
    ],
    close: async () => {
      await child.stop();
      return [];
    },
  };
}

/** Bills everybody once, from accounts and folded usage in memory to numbered invoices. */
export const invoiceRunMemory: Benchmark = {
  name: "invoice-run-memory",
  what: "invoice run of 100,000 subscriptions, 5 lines each, in memory",
  against: "a plain loop of integer maths that builds the same invoices",
  unit: "invoices",
  better: "higher",
  floor: 0.1,
  aim: 0.35,
  rounds,
};
