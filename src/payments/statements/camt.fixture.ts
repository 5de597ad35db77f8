/** A transaction of a made-up statement, in the words of the message definition. */
export interface MadeTransaction {
  readonly amount: string;
  readonly name?: string;
  readonly iban?: string;
  readonly endToEnd?: string;
  readonly ustrd?: readonly string[];
  readonly reference?: string;
  readonly document?: string;
  readonly returned?: string;
  readonly sent?: string;
  readonly charge?: string;
}

/** An entry: one transaction or a batch. */
export interface MadeEntry {
  readonly amount: string;
  readonly direction: "CRDT" | "DBIT";
  readonly day: string;
  readonly ref?: string;
  readonly reversal?: boolean;
  readonly status?: "BOOK" | "PDNG" | "INFO";
  readonly info?: string;
  readonly transactions: readonly MadeTransaction[];
}

/** A statement with its balances. */
export interface MadeStatement {
  readonly opening?: string;
  readonly closing?: string;
  readonly entries: readonly MadeEntry[];
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const element = (name: string, ...inner: readonly (string | undefined)[]): string => {
  const text = inner.filter((one) => one !== undefined).join("");
  return text === "" ? "" : `<${name}>${text}</${name}>`;
};
const leaf = (name: string, text: string | undefined): string =>
  text === undefined ? "" : `<${name}>${escaped(text)}</${name}>`;
const money = (name: string, amount: string): string => `<${name} Ccy="EUR">${amount}</${name}>`;

/** A file of statements in a version from 2 to 8, each with the elements of that version. */
export function camtFile(version: number, statements: readonly MadeStatement[]): string {
  const id = String(version).padStart(2, "0");
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.${id}"><BkToCstmrStmt>
<GrpHdr><MsgId>M-1</MsgId><CreDtTm>2026-02-01T06:00:00+01:00</CreDtTm></GrpHdr>
${statements.map((one, index) => statementXml(version, one, index)).join("\n")}
</BkToCstmrStmt></Document>`;
}

function statementXml(version: number, made: MadeStatement, index: number): string {
  const balance = (code: string, amount: string | undefined): string =>
    amount === undefined
      ? ""
      : element(
          "Bal",
          element("Tp", element("CdOrPrtry", leaf("Cd", code))),
          money("Amt", amount.replace("-", "")),
          leaf("CdtDbtInd", amount.startsWith("-") ? "DBIT" : "CRDT"),
          element("Dt", leaf("Dt", "2026-01-31")),
        );
  return element(
    "Stmt",
    leaf("Id", `S-${index}`),
    leaf("CreDtTm", "2026-02-01T06:00:00+01:00"),
    element("Acct", element("Id", leaf("IBAN", "DE75512108001245126199")), leaf("Ccy", "EUR")),
    balance("OPBD", made.opening),
    balance("CLBD", made.closing),
    ...made.entries.map((entry) => entryXml(version, entry)),
  );
}

function entryXml(version: number, made: MadeEntry): string {
  const status = made.status ?? "BOOK";
  return element(
    "Ntry",
    money("Amt", made.amount),
    leaf("CdtDbtInd", made.direction),
    made.reversal === true ? leaf("RvslInd", "true") : "",
    version >= 8 ? element("Sts", leaf("Cd", status)) : leaf("Sts", status),
    element("BookgDt", leaf("Dt", made.day)),
    leaf("AcctSvcrRef", made.ref),
    element("BkTxCd", element("Prtry", leaf("Cd", "NTRF+166"))),
    element(
      "NtryDtls",
      ...made.transactions.map((one) => transactionXml(version, one, made.direction)),
    ),
    leaf("AddtlNtryInf", made.info),
  );
}

function transactionXml(version: number, made: MadeTransaction, direction: string): string {
  const side = direction === "CRDT" || made.returned !== undefined ? "Dbtr" : "Cdtr";
  const party = leaf("Nm", made.name);
  const early = version < 4;
  const charge = made.charge === undefined ? undefined : money("Amt", made.charge);
  return element(
    "TxDtls",
    element("Refs", leaf("EndToEndId", made.endToEnd ?? "NOTPROVIDED")),
    early ? "" : money("Amt", made.amount) + leaf("CdtDbtInd", direction),
    element(
      "AmtDtls",
      made.sent === undefined ? "" : element("InstdAmt", money("Amt", made.sent)),
      early ? element("TxAmt", money("Amt", made.amount)) : "",
    ),
    element("Chrgs", early ? charge : charge && element("Rcrd", charge)),
    element(
      "RltdPties",
      element(side, version >= 8 ? element("Pty", party) : party),
      element(`${side}Acct`, element("Id", leaf("IBAN", made.iban))),
    ),
    element(
      "RmtInf",
      ...(made.ustrd ?? []).map((text) => leaf("Ustrd", text)),
      element(
        "Strd",
        made.document === undefined
          ? ""
          : element(
              "RfrdDocInf",
              element("Tp", element("CdOrPrtry", leaf("Cd", "CINV"))),
              leaf("Nb", made.document),
            ),
        made.reference === undefined
          ? ""
          : element(
              "CdtrRefInf",
              element("Tp", element("CdOrPrtry", leaf("Cd", "SCOR"))),
              leaf("Ref", made.reference),
            ),
      ),
    ),
    made.returned === undefined ? "" : element("RtrInf", element("Rsn", leaf("Cd", made.returned))),
  );
}
