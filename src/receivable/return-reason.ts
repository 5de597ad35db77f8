/** Why a bank returned a debit or a transfer, and what that means for collecting. */
export interface ReturnReason {
  /** The code that banks write: `R01`, `AC04`. */
  readonly reason: string;
  readonly title: string;
  /** `retry`: may succeed later. `refused`: never with this account. `disputed`: the account's owner objects. */
  readonly outcome: "retry" | "refused" | "disputed";
}

type Row = readonly [reason: string, title: string, outcome: ReturnReason["outcome"]];

/** ACH return codes (Nacha Operating Rules) and the reason codes of SEPA and ISO 20022 (ExternalStatusReason). */
const rows: readonly Row[] = [
  ["R01", "Insufficient funds", "retry"],
  ["R02", "Account closed", "refused"],
  ["R03", "No account or account not found", "refused"],
  ["R04", "Invalid account number", "refused"],
  ["R05", "Unauthorised debit to a consumer account", "disputed"],
  ["R06", "Returned at the request of the originating bank", "refused"],
  ["R07", "Authorisation revoked by the customer", "disputed"],
  ["R08", "Payment stopped", "disputed"],
  ["R09", "Uncollected funds", "retry"],
  ["R10", "Customer says it is not authorised", "disputed"],
  ["R11", "Customer says it is not as authorised", "disputed"],
  ["R12", "Account sold to another bank", "refused"],
  ["R13", "Routing number not valid", "refused"],
  ["R14", "Payer deceased", "refused"],
  ["R15", "Account holder deceased", "refused"],
  ["R16", "Account frozen", "refused"],
  ["R17", "Entry could not be processed", "retry"],
  ["R20", "Not a transaction account", "refused"],
  ["R23", "Credit refused by the receiver", "refused"],
  ["R24", "Duplicate entry", "refused"],
  ["R29", "Corporate customer says it is not authorised", "disputed"],
  ["R31", "Permissible return of a corporate entry", "disputed"],
  ["R51", "Item related to a re-presented check is ineligible", "disputed"],
  ["AC01", "Account identifier incorrect", "refused"],
  ["AC04", "Account closed", "refused"],
  ["AC06", "Account blocked", "refused"],
  ["AC13", "Debtor account is of the wrong kind", "refused"],
  ["AG01", "Transaction forbidden on this account", "refused"],
  ["AG02", "Bank operation code invalid", "refused"],
  ["AM04", "Insufficient funds", "retry"],
  ["AM05", "Duplicate", "refused"],
  ["MD01", "No mandate", "disputed"],
  ["MD06", "Refund asked for by the debtor", "disputed"],
  ["MD07", "Debtor deceased", "refused"],
  ["MS02", "Refused by the debtor", "disputed"],
  ["MS03", "Reason not given", "retry"],
  ["SL01", "Debtor's bank blocks this creditor", "refused"],
  ["FOCR", "Recalled by the payer's bank", "disputed"],
];

const reasons: ReadonlyMap<string, ReturnReason> = new Map(
  rows.map(([reason, title, outcome]) => [reason, { reason, title, outcome }]),
);

/** The reason of a code, in whatever case; undefined for one that is not known. */
export const returnReason = (code: string): ReturnReason | undefined =>
  reasons.get(code.trim().toUpperCase());

/** The first known code that stands as a word of its own in a text: "ACH RETURN R01 INSUFFICIENT". */
export function returnReasonIn(text: string): ReturnReason | undefined {
  for (const word of text.toUpperCase().split(/[^A-Z0-9]+/)) {
    const reason = reasons.get(word);
    if (reason !== undefined) return reason;
  }
  return undefined;
}
