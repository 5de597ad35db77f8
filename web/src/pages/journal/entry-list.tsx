import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Entry, Posting } from "../../api/ledger.ts";
import { formatDay } from "../../format/format-date.ts";
import { formatAmount } from "../../format/format-money.ts";
import styles from "./journal.module.css";

interface Properties {
  readonly entries: readonly Entry[];
  /** The account whose postings stand out. */
  readonly account: string | undefined;
  readonly titles: ReadonlyMap<string, string>;
  /** What may be done about an entry, below its postings. */
  readonly action?: (entry: Entry) => ReactNode;
}

/** Entries as a bookkeeper writes them: a head, and a row for each posting, debits left and credits right. */
export function EntryList({ entries, account, titles, action }: Properties) {
  return (
    <ol className={styles.entries}>
      {entries.map((entry) => (
        <li key={entry.id} className={styles.entry}>
          <EntryHead entry={entry} />
          <Postings entry={entry} account={account} titles={titles} />
          {action?.(entry)}
        </li>
      ))}
    </ol>
  );
}

function EntryHead({ entry }: { entry: Entry }) {
  const { id, date, documentDate, description, by, customer, reverses, reversedBy } = entry;
  return (
    <div className={styles.head}>
      <h2 className={styles.title}>
        <Source entry={entry}>{description}</Source>
      </h2>
      <p className={styles.facts}>
        <time dateTime={date}>{formatDay(date)}</time>
        {documentDate !== null && <span>document of {formatDay(documentDate)}</span>}
        {by !== null && <span>by {by}</span>}
        {customer !== null && (
          <Link to="/customers/$customerId" params={{ customerId: customer }}>
            {customer}
          </Link>
        )}
        <Link to="/ledger/entries" search={{ document: id }}>
          <code>{id}</code>
        </Link>
        {reverses !== null && (
          <Link to="/ledger/entries" search={{ document: reverses }}>
            takes {reverses} back
          </Link>
        )}
        {reversedBy !== null && (
          <Link to="/ledger/entries" search={{ document: reversedBy }} className={styles.reversed}>
            Taken back
          </Link>
        )}
      </p>
    </div>
  );
}

/** A link to the document behind an entry, where the console shows it. */
function Source({ entry, children }: { entry: Entry; children: string }) {
  const { document, invoice } = entry;
  if (invoice !== null) {
    return (
      <Link to="/invoices/$invoiceId" params={{ invoiceId: invoice }}>
        {children}
      </Link>
    );
  }
  if (document.kind === "recognition") {
    const month = document.number.slice(0, 7);
    return (
      <Link to="/closes" search={{ month }}>
        {children}
      </Link>
    );
  }
  return children;
}

function Postings({
  entry: { description, postings },
  account,
  titles,
}: { entry: Entry } & Pick<Properties, "account" | "titles">) {
  if (postings.length === 0) return <p className={styles.nothing}>Nothing was owed.</p>;
  return (
    <table className={styles.postings}>
      <caption className="visually-hidden">Postings of {description}</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">Account</th>
          <th scope="col">Debit</th>
          <th scope="col">Credit</th>
        </tr>
      </thead>
      <tbody>
        {postings.map((posting, place) => (
          // An entry never changes, so a posting's place in it is its name.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above.
          <tr key={place} data-chosen={posting.account === account}>
            <th scope="row">
              <Link to="/ledger/entries" search={{ account: posting.account }}>
                {titles.get(posting.account) ?? posting.account}
              </Link>
              <Reference posting={posting} />
            </th>
            <Side posting={posting} credit={false} />
            <Side posting={posting} credit />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Reference({ posting: { invoice, line } }: { posting: Posting }) {
  const parts = [invoice, line].filter((part) => part !== null);
  if (parts.length === 0) return null;
  return <span className={styles.reference}>{parts.join(" · ")}</span>;
}

function Side({ posting: { amount, currency }, credit }: { posting: Posting; credit: boolean }) {
  const isCredit = amount.startsWith("-");
  if (isCredit !== credit) return <td className={styles.amount} />;
  return (
    <td className={styles.amount}>
      {formatAmount(isCredit ? amount.slice(1) : amount, currency)}
      <span className={styles.currency}>{`\u00a0${currency}`}</span>
    </td>
  );
}
