import { basename } from "node:path";
import { Command } from "commander";
import { describeFault, type Fault } from "../fault/fault.ts";
import type { BankLineView } from "../services/payments/bank-line-view.ts";
import type { StatementView } from "../services/payments/import-statement.ts";
import type { Page } from "../services/reports.ts";
import { harmless, left, right } from "./columns.ts";
import { type Exit, exitCodes, exitProcess } from "./exit.ts";
import { readNamedFile } from "./read-named-file.ts";
import { repeated } from "./repeated.ts";
import { ask, asking, type ServerOptions } from "./server-api.ts";
import { refuseWith, type Terminal } from "./terminal.ts";

interface ImportOptions extends ServerOptions {
  readonly account?: string;
  readonly currency?: string;
}

interface MatchOptions extends ServerOptions {
  readonly customer?: string;
  readonly invoice: readonly string[];
  readonly payment?: string;
  readonly exchange?: string;
}

const keySource = `
The key is read from the folder of florin serve, or taken from FLORIN_API_KEY.`;

const examples = (...lines: readonly string[]): string =>
  `\nExamples:\n${lines.map((line) => `  florin payments ${line}`).join("\n")}\n${keySource}`;

/** `florin payments`: bank statements of a running server, and what is not matched of them. */
export function paymentsCommand(terminal: Terminal, exit: Exit = exitProcess): Command {
  const command = new Command("payments").description(
    "import bank statements, and match what they leave open",
  );
  asking(command.command("import"))
    .description("import a bank's file (CAMT.053 or CSV) and match it with what customers owe")
    .argument("<file>", "the file, as it came from the bank")
    .option("--account <iban>", "our account, for a file that does not name it")
    .option("--currency <code>", "the account's currency, for a file that does not name it")
    .addHelpText("after", examples("import march.xml", "import march.csv --currency EUR"))
    .action(async (file: string, options: ImportOptions) =>
      exit(await importFile(file, options, terminal)),
    );
  asking(command.command("unmatched"))
    .description("list the lines that nobody could match, with suggestions")
    .addHelpText("after", examples("unmatched --json | jq .suggestions"))
    .action(async (options: ServerOptions) => exit(await listUnmatched(options, terminal)));
  asking(command.command("match"))
    .description("say whose money a line is and what it pays, or which payment the bank took back")
    .argument("<line>", "the line's id")
    .option("--customer <id>", "whose money it is")
    .option("--invoice <number>", "what it pays; may be repeated, in this order", repeated, [])
    .option("--payment <id>", "for money that went: the payment that the bank took back")
    .option(
      "--exchange <what>",
      'for money in another currency: what it settles, "92.10 EUR"; at which rate, 0.921; or by-table',
    )
    .addHelpText(
      "after",
      examples(
        "match 5510be07 --customer c-17 --invoice INV-000002",
        "match 77aa10c2 --payment bank:9c2f11aa",
      ),
    )
    .action(async (line: string, options: MatchOptions) =>
      exit(await matchLine(line, options, terminal)),
    );
  asking(command.command("ignore"))
    .description("say that a line is nobody's payment")
    .argument("<line>", "the line's id")
    .requiredOption("--reason <text>", "why")
    .addHelpText("after", examples('ignore 9c2f11aa --reason "between our own accounts"'))
    .action(async (line: string, options: ServerOptions & { readonly reason: string }) =>
      exit(await ignoreLine(line, options, terminal)),
    );
  return command;
}

async function importFile(
  file: string,
  options: ImportOptions,
  terminal: Terminal,
): Promise<number> {
  const bytes = await readNamedFile(file);
  if (!bytes.ok) return refuseWith(bytes.faults, terminal);
  const { account, currency } = options;
  const query = new URLSearchParams({
    name: basename(file).slice(0, 255),
    ...(account === undefined ? {} : { account }),
    ...(currency === undefined ? {} : { currency }),
  });
  const answer = await ask<StatementView>(options, {
    method: "POST",
    path: `/v1/bank-statements?${query}`,
    body: new Uint8Array(bytes.value),
    type: "application/octet-stream",
  });
  if (!answer.ok) return refuseWith(answer.faults, terminal);
  const view = answer.value;
  if (options.json === true) terminal.out(JSON.stringify(view));
  else for (const line of statementLines(view)) terminal.out(line);
  for (const fault of view.faults) terminal.err(harmless(describeFault(fault)));
  return view.faults.length === 0 ? exitCodes.done : exitCodes.refused;
}

function statementLines(view: StatementView): readonly string[] {
  const figures: readonly (readonly [string, number])[] = [
    ["lines", view.lines],
    ["matched", view.matched],
    ["partly matched", view.partlyMatched],
    ["taken back", view.returned],
    ["unmatched", view.unmatched],
    ["imported before", view.duplicates],
  ];
  const again = view.isNew ? "" : ": imported before, nothing was done again";
  return [
    harmless(`${view.name}${again}`),
    ...figures.map(([name, count]) => `  ${left(name, 16)}${right(String(count), 8)}`),
  ];
}

async function listUnmatched(options: ServerOptions, terminal: Terminal): Promise<number> {
  let count = 0;
  for (let cursor = ""; ; ) {
    const page = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const path = `/v1/bank-lines?state=unmatched${page}`;
    const answer = await ask<Page<BankLineView>>(options, { method: "GET", path });
    if (!answer.ok) return refuseWith(answer.faults, terminal);
    for (const line of answer.value.items) {
      count += 1;
      for (const text of options.json === true ? [JSON.stringify(line)] : unmatchedLines(line))
        terminal.out(text);
    }
    if (answer.value.next === null) break;
    cursor = answer.value.next;
  }
  terminal.err(count === 0 ? "Every line is matched." : `${count} unmatched.`);
  return exitCodes.done;
}

function unmatchedLines(line: BankLineView): readonly string[] {
  const { id, bookedOn, amount, currency, name, remittance, because } = line;
  const words = [name, remittance].filter((text) => text !== null && text !== "").join(": ");
  const head = `${bookedOn}  ${right(`${amount} ${currency}`, 16)}  ${words}`;
  const [first] = line.suggestions;
  const invoices = first?.applications.map(({ invoice }) => ` --invoice ${invoice}`).join("") ?? "";
  const next =
    first === undefined
      ? `${because ?? ""}`
      : `${because ?? ""}; perhaps: florin payments match ${id} --customer ${first.customer}${invoices}`;
  return [harmless(`${id}  ${head}`), harmless(`  ${next}`)];
}

async function matchLine(line: string, options: MatchOptions, terminal: Terminal): Promise<number> {
  const { customer, invoice, payment, exchange } = options;
  const body = {
    ...(customer === undefined ? {} : { customer }),
    ...(invoice.length === 0
      ? {}
      : { applications: invoice.map((number) => ({ invoice: number })) }),
    ...(payment === undefined ? {} : { payment }),
    ...(exchange === undefined ? {} : { exchange: exchangeOf(exchange) }),
  };
  return settle(line, "match", body, options, terminal);
}

/** An amount of money has its currency behind it; a rate is a number alone. */
const exchangeOf = (
  text: string,
): "by-table" | { readonly settles: string } | { readonly rate: string } => {
  if (text === "by-table") return text;
  return text.includes(" ") ? { settles: text } : { rate: text };
};

const ignoreLine = (
  line: string,
  options: ServerOptions & { readonly reason: string },
  terminal: Terminal,
): Promise<number> => settle(line, "ignore", { reason: options.reason }, options, terminal);

async function settle(
  line: string,
  how: "match" | "ignore",
  body: object,
  options: ServerOptions,
  terminal: Terminal,
): Promise<number> {
  const answer = await ask<BankLineView>(options, {
    method: "POST",
    path: `/v1/bank-lines/${encodeURIComponent(line)}/${how}`,
    body: JSON.stringify(body),
  });
  if (!answer.ok) return refuseWith(namedBy(answer.faults), terminal);
  const { state, customer, amount, currency } = answer.value;
  const whose = customer === null ? "" : `, ${customer}`;
  terminal.out(
    options.json === true
      ? JSON.stringify(answer.value)
      : harmless(`${line}  ${amount} ${currency}  ${state}${whose}`),
  );
  return exitCodes.done;
}

/** A field of the request is an option of the command. */
const namedBy = (faults: readonly Fault[]): readonly Fault[] =>
  faults.map((fault) => ({
    ...fault,
    path: fault.path
      .replace(/^\/(customer|payment)$/, "--$1")
      .replace(/^\/exchange.*/, "--exchange")
      .replace(/^\/applications.*/, "--invoice"),
  }));
