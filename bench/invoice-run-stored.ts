import { join } from "node:path";
import type { Invoice } from "../src/account/invoice.ts";
import { billSome } from "../src/services/billing.ts";
import type { Pool } from "../src/store/connection.ts";
import { benchBooks, benchUsage } from "./bench-accounts.ts";
import { type Benchmark, gate, type Rounds, type Size } from "./benchmark.ts";
import { billThroughKill } from "./killed-run.ts";
import { type PlainUsage, plainInvoices } from "./plain-invoices.ts";
import { benchTenant, openStoredAccounts, type StoredAccounts } from "./stored-accounts.ts";

/** The usage period that is billed; two closed ones before it are looked at for late events. */
const period = 2;
/** Just after the last account's invoice is final, and before the first one's next. */
const now = Date.UTC(2026, period + 1, 28, 2);

/** The tables that invoices are written to, and the files that a copy of their rows is read from. */
const tables = ["invoices", "invoice_lines", "accounts"] as const;

async function rounds(size: Size): Promise<Rounds> {
  const usage = benchUsage(size === "full" ? 100_000 : 6_000, 1);
  const stage = await openStoredAccounts(usage, period, now);
  const { owner, services, store } = stage;
  const issue = async (): Promise<number> => {
    let invoices = 0;
    for (let more = true; more; ) {
      const run = await store.withTenant(benchTenant, (tx) =>
        billSome(tx, benchBooks, now, store.events),
      );
      invoices += run.invoices;
      more = run.more;
    }
    gate(invoices === usage.count, `${invoices} of ${usage.count} invoices were issued`);
    return invoices;
  };
  const bill = async (): Promise<number> => {
    const billed = await services.billDue();
    gate(billed === usage.count, `${billed} of ${usage.count} invoices were issued`);
    return billed;
  };
  try {
    await stage.rewind();
    const before = await billThroughKill(stage, usage.count, now);
    await compareInvoices(owner, usage);
    await stage.rewind();
    await bill();
    await compareInvoices(owner, usage);
    const files = await writeFiles(stage);
    return {
      ours: { label: "the invoice run", prepare: stage.rewind, run: issue },
      asides: [{ label: "the same, then posted to the journal", prepare: stage.rewind, run: bill }],
      limit: {
        label: "COPY of the same rows, one transaction",
        prepare: async () => {
          await owner.query(`truncate ${tables.join(", ")}`);
        },
        run: () => copyIn(owner, files),
      },
      proven: [
        `The process that billed was killed with SIGKILL when ${before.toLocaleString("en")} of ${usage.count.toLocaleString("en")} invoices were stored; another billed on, and every customer has one invoice, numbered without a gap, each once in a journal whose chain holds.`,
        `All ${usage.count.toLocaleString("en")} stored invoices are those of an independent loop of integer maths to the byte, numbered 1 to ${usage.count.toLocaleString("en")} without a gap.`,
      ],
      notes: [
        `${usage.count.toLocaleString("en")} subscriptions of a fee and four tiered charges, ${usage.eventsPerCharge * 4} usage events each; Florin claims and locks the accounts, looks for late events in two closed periods of each charge, adds up the usage, rates it, numbers the invoices, writes invoices, lines and the accounts' next state, 2,000 accounts a transaction, on one connection; what one hundred of them need is read and written while the next hundred is billed.`,
        "The books follow the run, in transactions of their own: the aside posts every invoice to the hash-chained journal too, and keeps what revenue is to be recognised of it. The limit reads the rows of the same three tables from files of the server, so nothing crosses a connection; the accounts are inserted there and updated here. Nothing is pinned.",
      ],
      close: async () => {
        try {
          await stage.rewind();
          await bill();
          await compareInvoices(owner, usage);
          return ["After the last round a run still gives the same invoices."];
        } finally {
          await stage.close();
        }
      },
    };
  } catch (error) {
    await stage.close();
    throw error;
  }
}

/** Every stored document against the plain loop's, its number apart, which follows the order of billing. */
async function compareInvoices(owner: Pool, usage: PlainUsage): Promise<void> {
  const expected = new Map<string, Invoice>();
  for (const invoices of plainInvoices(usage, period)) {
    for (const invoice of invoices) expected.set(invoice.customer, invoice);
  }
  const { rows } = await owner.query<{ position: number; number: string; document: string }>(
    "select position, number, document from invoices order by position",
  );
  gate(rows.length === usage.count, `${rows.length} invoices are stored`);
  for (const [at, { position, number, document }] of rows.entries()) {
    const stored = JSON.parse(document) as Invoice;
    const plain = expected.get(stored.customer);
    gate(position === at + 1 && stored.number === number, `number ${number} at ${at + 1}`);
    gate(
      plain !== undefined && document === JSON.stringify({ ...plain, number }),
      `invoices differ: ${document} and ${JSON.stringify(plain)}`,
    );
  }
}

/** Has the server write the rows of a finished run to files that it can read again. */
async function writeFiles({ owner, store }: StoredAccounts): Promise<ReadonlyMap<string, string>> {
  const folder = join(store.embedded?.dataFolder ?? "", "data");
  const files = new Map(tables.map((table) => [table as string, join(folder, `${table}.copy`)]));
  for (const [table, file] of files) await owner.query(`copy ${table} to '${file}'`);
  return files;
}

async function copyIn(owner: Pool, files: ReadonlyMap<string, string>): Promise<number> {
  const client = await owner.connect();
  try {
    await client.query("begin");
    let invoices = 0;
    for (const [table, file] of files) {
      const { rowCount } = await client.query(`copy ${table} from '${file}'`);
      if (table === "invoices") invoices = rowCount ?? 0;
    }
    await client.query("commit");
    return invoices;
  } finally {
    client.release();
  }
}

/** Bills everybody once, from stored accounts and events to stored invoices. */
export const invoiceRunStored: Benchmark = {
  name: "invoice-run-stored",
  what: "invoice run of 100,000 subscriptions, 5 lines each: read usage, rate, write to Postgres",
  against: "COPY of the same rows into the same tables",
  unit: "invoices",
  better: "higher",
  floor: 0.4,
  aim: 0.75,
  rounds,
};
