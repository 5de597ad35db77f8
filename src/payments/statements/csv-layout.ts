/** What a column of a bank's table holds. */
export type CsvField =
  | "date"
  | "amount"
  /** Money that came, without a sign, where it has a column of its own. */
  | "credit"
  /** Money that went, without a sign, where it has a column of its own. */
  | "debit"
  /** `C` or `D`, `S` or `H`, where the amount has no sign. */
  | "direction"
  | "currency"
  | "name"
  | "iban"
  | "remittance"
  | "reference"
  | "endToEndId"
  | "bankReference"
  | "returnCode";

/** How a CSV file is laid out; what is not stated is guessed from the file, and refused where it could be either. */
export interface CsvLayout {
  /** The header of each field's column, as it stands in the file. Columns that are not named are guessed. */
  readonly columns?: Readonly<Partial<Record<CsvField, string>>>;
  readonly delimiter?: "," | ";" | "\t" | "|";
  readonly decimal?: "." | ",";
  /** The order of day, month and year in dates such as `03/04/2026`. */
  readonly dateOrder?: "day-month-year" | "month-day-year" | "year-month-day";
}

/** What banks call their columns: in capitals without accents, letters and digits alone. The first hit wins. */
const headers: Readonly<Record<CsvField, readonly string[]>> = {
  date: [
    "BUCHUNGSTAG",
    "BUCHUNGSDATUM",
    "BOOKINGDATE",
    "POSTINGDATE",
    "POSTDATE",
    "TRANSACTIONDATE",
    "DATEOPERATION",
    "DATE",
    "DATUM",
    "VALUEDATE",
    "VALUTADATUM",
    "VALUTA",
  ],
  amount: ["BETRAG", "AMOUNT", "TRANSACTIONAMOUNT", "UMSATZ", "MONTANT", "IMPORTE", "IMPORTO"],
  credit: [
    "CREDIT",
    "CREDITAMOUNT",
    "PAIDIN",
    "HABEN",
    "GUTSCHRIFT",
    "DEPOSIT",
    "DEPOSITS",
    "CREDITO",
  ],
  debit: [
    "DEBIT",
    "DEBITAMOUNT",
    "PAIDOUT",
    "SOLL",
    "LASTSCHRIFT",
    "WITHDRAWAL",
    "WITHDRAWALS",
    "DEBITO",
  ],
  direction: [
    "SOLLHABEN",
    "SOLLHABENKENNZEICHEN",
    "CREDITDEBIT",
    "DEBITCREDIT",
    "DRCR",
    "CRDR",
    "CREDITDEBITINDICATOR",
  ],
  currency: ["WAHRUNG", "CURRENCY", "DEVISE", "CCY"],
  name: [
    "BEGUNSTIGTERZAHLUNGSPFLICHTIGER",
    "NAMEZAHLUNGSBETEILIGTER",
    "AUFTRAGGEBER",
    "AUFTRAGGEBEREMPFANGER",
    "COUNTERPARTY",
    "COUNTERPARTYNAME",
    "PAYER",
    "PAYERNAME",
    "PAYEE",
    "NAME",
    "COMPANYNAME",
  ],
  iban: [
    "KONTONUMMERIBAN",
    "IBANZAHLUNGSBETEILIGTER",
    "COUNTERPARTYIBAN",
    "IBAN",
    "ACCOUNTNUMBER",
    "PAYERACCOUNT",
  ],
  remittance: [
    "VERWENDUNGSZWECK",
    "REMITTANCEINFORMATION",
    "PAYMENTDETAILS",
    "DESCRIPTION",
    "DETAILS",
    "NARRATIVE",
    "MEMO",
    "LIBELLE",
    "BUCHUNGSTEXT",
    "CONCEPTO",
  ],
  reference: [
    "CREDITORREFERENCE",
    "STRUCTUREDREFERENCE",
    "PAYMENTREFERENCE",
    "REFERENZNUMMER",
    "REFERENCE",
    "REF",
  ],
  endToEndId: [
    "KUNDENREFERENZENDTOEND",
    "ENDTOENDREFERENZ",
    "ENDTOENDID",
    "ENDTOENDREFERENCE",
    "TRACENUMBER",
  ],
  bankReference: [
    "BANKREFERENCE",
    "BANKREFERENZ",
    "TRANSACTIONID",
    "TRANSACTIONREFERENCE",
    "REFERENCENUMBER",
    "UMSATZID",
  ],
  returnCode: ["RETURNCODE", "RETURNREASONCODE", "ACHRETURNCODE", "RETURNREASON"],
};

const plainHeader = (header: string): string =>
  header
    .toUpperCase()
    .normalize("NFKD")
    .replace(/[^A-Z0-9]/g, "");

/** Which column holds which field: its place from 0. */
export type CsvColumns = Readonly<Partial<Record<CsvField, number>>>;

/** Finds the columns of a header row: the stated ones by their exact name, the others by what banks call them. */
export function columnsOf(
  row: readonly string[],
  stated: Readonly<Partial<Record<CsvField, string>>> = {},
): CsvColumns {
  const plain = row.map(plainHeader);
  const taken = new Set<number>();
  const columns: Partial<Record<CsvField, number>> = {};
  const put = (field: CsvField, place: number) => {
    if (place < 0 || taken.has(place)) return;
    columns[field] = place;
    taken.add(place);
  };
  const fields = Object.keys(headers) as readonly CsvField[];
  for (const field of fields) {
    const header = stated[field];
    if (header !== undefined)
      put(
        field,
        row.findIndex((one) => one.trim() === header),
      );
  }
  for (const field of fields) {
    if (stated[field] !== undefined) continue;
    const name = headers[field].find((one) =>
      plain.some((at, place) => at === one && !taken.has(place)),
    );
    if (name !== undefined) put(field, plain.indexOf(name));
  }
  return columns;
}

/** Whether the columns are enough for lines: a day and an amount. */
export const areEnough = ({ date, amount, credit, debit }: CsvColumns): boolean =>
  date !== undefined && (amount !== undefined || (credit !== undefined && debit !== undefined));
