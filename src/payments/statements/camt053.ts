import { type Fault, ok, pathTo, type Result, refuse } from "../../fault/fault.ts";
import { add, type Decimal, equals, format, zero } from "../../money/decimal.ts";
import { readEntry, signedAmount } from "./camt-entry.ts";
import { nameLines, type UnnamedLine } from "./line-id.ts";
import type { ReadStatement, StatementReader } from "./read-statement.ts";
import { childOf, childrenOf, readXml, textOf, type XmlNode } from "./xml-tree.ts";

const VERSION_FIRST = 2;
const VERSION_LAST = 8;
const namespace = /urn:iso:std:iso:20022:tech:xsd:camt\.053\.001\.(\d{2})/;

/**
 * Bank statements of ISO 20022, camt.053.001.02 to .08 (`BankToCustomerStatement`): any number of statements in a file,
 * batches taken apart into their transactions, and each statement's entries checked against its opening and closing
 * balance. Entries that are not booked (pending, for information) are left out.
 *
 * Refuses `statement-has-doctype`, `statement-malformed`, `statement-version-unknown`, `statement-empty`. Faults of lines:
 * `statement-line-invalid`, `batch-does-not-add-up` (the batch is then one line), `statement-does-not-add-up`.
 */
export const camt053: StatementReader = {
  name: "camt053",
  recognises: (text) => /<(?:[\w.-]+:)?BkToCstmrStmt[\s>]/.test(text) || namespace.test(text),
  read: (text) => {
    const root = readXml(text);
    if (!root.ok) return root;
    const version = readVersion(text);
    if (!version.ok) return version;
    const statements = childrenOf(childOf(root.value, "Document", "BkToCstmrStmt"), "Stmt");
    if (statements.length === 0)
      return refuse({
        code: "statement-empty",
        path: "",
        message: "the file has no statement",
        suggestion: "a camt.053 file has Document/BkToCstmrStmt/Stmt",
      });
    const read = statements.map((one, index) => readOne(one, pathTo("/statements", index)));
    return ok({
      lines: read.flatMap(({ lines }) => lines),
      faults: read.flatMap(({ faults }) => faults),
    });
  },
};

function readVersion(text: string): Result<number> {
  const [, version = ""] = namespace.exec(text.slice(0, 10_000)) ?? [];
  const number = Number(version);
  if (version !== "" && number >= VERSION_FIRST && number <= VERSION_LAST) return ok(number);
  return refuse({
    code: "statement-version-unknown",
    path: "",
    message: "the file is no camt.053 of a version that is read",
    ...(version === "" ? {} : { value: `camt.053.001.${version}` }),
    suggestion: "ask the bank for camt.053.001.02 to camt.053.001.08",
  });
}

function readOne(statement: XmlNode, path: string): ReadStatement {
  const account =
    textOf(statement, "Acct", "Id", "IBAN") ?? textOf(statement, "Acct", "Id", "Othr", "Id");
  const lines: UnnamedLine[] = [];
  const faults: Fault[] = [];
  let booked: Decimal = zero;
  let complete = true;
  for (const [index, entry] of childrenOf(statement, "Ntry").entries()) {
    if (!isBooked(entry)) continue;
    const read = readEntry(entry, pathTo(path, "entries", index));
    faults.push(...read.faults);
    lines.push(...read.lines);
    if (read.amount === undefined) complete = false;
    else booked = add(booked, read.amount);
  }
  if (complete) faults.push(...checkBalances(statement, booked, path));
  return { lines: nameLines(account, lines), faults };
}

/** The status is text up to version 7 and a code within it from version 8. One that is absent is a statement's: booked. */
function isBooked(entry: XmlNode): boolean {
  const status = textOf(entry, "Sts", "Cd") ?? textOf(entry, "Sts") ?? "BOOK";
  return status === "BOOK";
}

/** Opening balance and booked entries must be the closing balance. A file that lacks one of the two is not checked. */
function checkBalances(statement: XmlNode, booked: Decimal, path: string): readonly Fault[] {
  const balances = childrenOf(statement, "Bal");
  const opening = balanceOf(balances, "OPBD") ?? balanceOf(balances, "PRCD");
  const closing = balanceOf(balances, "CLBD");
  if (opening === undefined || closing === undefined) return [];
  const reached = add(opening, booked);
  if (equals(reached, closing)) return [];
  return [
    {
      code: "statement-does-not-add-up",
      path,
      message: `the opening balance and the entries come to ${format(reached)}, the closing balance is ${format(closing)}`,
      value: textOf(statement, "Id") ?? "",
      suggestion: "entries may be missing: ask the bank for the statement again",
    },
  ];
}

function balanceOf(balances: readonly XmlNode[], code: string): Decimal | undefined {
  const found = balances.find((one) => textOf(one, "Tp", "CdOrPrtry", "Cd") === code);
  if (found === undefined) return undefined;
  const amount = signedAmount(found, childOf(found, "Amt"), "");
  return amount.ok ? amount.value.amount : undefined;
}
