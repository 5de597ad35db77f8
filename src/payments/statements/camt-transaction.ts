import { type Decimal, isPositive } from "../../money/decimal.ts";
import type { StatementLine } from "../../receivable/matching/statement-line.ts";
import { childOf, childrenOf, textOf, type XmlNode } from "./xml-tree.ts";

/** What a transaction says beside its amount and day. */
export interface TransactionText {
  readonly said: Pick<StatementLine, "remittance" | "reversal"> &
    Partial<Pick<StatementLine, "name" | "iban" | "reference" | "returnReason">>;
  readonly refs: {
    readonly bank: string | undefined;
    readonly endToEnd: string | undefined;
    readonly transaction: string | undefined;
  };
  /** The amount that was sent, and the charges listed, in whatever currency. */
  readonly sent: XmlNode | undefined;
  readonly charges: readonly XmlNode[];
}

/**
 * Reads what an entry, or one transaction of it, says. Names and accounts stand in the party itself up to version 7 and
 * one level deeper from version 8; both are read.
 */
export function readTransaction(
  entry: XmlNode,
  transaction: XmlNode | undefined,
  amount: Decimal,
): TransactionText {
  const reversal =
    textOf(entry, "RvslInd") === "true" || childOf(transaction, "RtrInf") !== undefined;
  const side = otherSide(isPositive(amount), reversal);
  const parties = childOf(transaction, "RltdPties");
  const name =
    partyName(childOf(parties, side)) ?? partyName(childOf(parties, `Ultmt${side}`)) ?? undefined;
  const iban = textOf(parties, `${side}Acct`, "Id", "IBAN");
  const remittance = childOf(transaction, "RmtInf");
  const structured = childrenOf(remittance, "Strd");
  const reference = structured
    .map((one) => textOf(one, "CdtrRefInf", "Ref"))
    .find((one) => one !== undefined);
  const reason =
    textOf(transaction, "RtrInf", "Rsn", "Cd") ?? textOf(transaction, "RtrInf", "Rsn", "Prtry");
  const refs = childOf(transaction, "Refs");
  return {
    said: {
      remittance: remittanceText(entry, transaction),
      reversal,
      ...(name === undefined ? {} : { name }),
      ...(iban === undefined ? {} : { iban }),
      ...(reference === undefined ? {} : { reference }),
      ...(reason === undefined ? {} : { returnReason: reason }),
    },
    refs: {
      bank: textOf(refs, "AcctSvcrRef"),
      endToEnd: provided(textOf(refs, "EndToEndId")),
      transaction: textOf(refs, "UETR") ?? textOf(refs, "TxId"),
    },
    sent: childOf(transaction, "AmtDtls", "InstdAmt", "Amt"),
    charges: chargeAmounts(transaction ?? entry),
  };
}

/** Who is on the other side: the debtor of what came, the creditor of what went; of a reversal, as before it. */
const otherSide = (incoming: boolean, reversal: boolean): "Dbtr" | "Cdtr" =>
  incoming !== reversal ? "Dbtr" : "Cdtr";

const partyName = (party: XmlNode | undefined): string | undefined =>
  textOf(party, "Nm") ?? textOf(party, "Pty", "Nm");

const provided = (id: string | undefined): string | undefined =>
  id === undefined || /^NOTPROVIDED$/i.test(id) ? undefined : id;

/** Everything that the payer may have written: free text, numbers of documents, remarks; else the bank's own words. */
function remittanceText(entry: XmlNode, transaction: XmlNode | undefined): string {
  const remittance = childOf(transaction, "RmtInf");
  const structured = childrenOf(remittance, "Strd");
  const texts = [
    ...childrenOf(remittance, "Ustrd").map((one) => textOf(one)),
    ...structured.flatMap((one) => [
      ...childrenOf(one, "RfrdDocInf").map((document) => textOf(document, "Nb")),
      ...childrenOf(one, "AddtlRmtInf").map((remark) => textOf(remark)),
    ]),
  ].filter((text) => text !== undefined);
  if (texts.length > 0) return texts.join(" ");
  return textOf(transaction, "AddtlTxInf") ?? textOf(entry, "AddtlNtryInf") ?? "";
}

/** The amounts of charges: each on its own in version 2, as records or a total from version 4. */
function chargeAmounts(node: XmlNode): readonly XmlNode[] {
  return childrenOf(node, "Chrgs").flatMap((one) => {
    const total = childOf(one, "TtlChrgsAndTaxAmt");
    if (total !== undefined) return [total];
    const records = childrenOf(one, "Rcrd").flatMap((record) => childrenOf(record, "Amt"));
    return records.length > 0 ? records : childrenOf(one, "Amt");
  });
}
