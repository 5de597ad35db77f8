import { Link } from "@tanstack/react-router";
import type { MonthClose } from "../../api/closes.ts";
import { formatMinute, formatMonth } from "../../format/format-date.ts";
import { formatCount } from "../../format/format-quantity.ts";
import { Answer } from "../../parts/answer.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Facts } from "../../parts/facts.tsx";
import { LoadingBlock } from "../../parts/loading.tsx";
import { Money } from "../../parts/money.tsx";
import { Panel } from "../../parts/panel.tsx";
import { CheckList } from "./check-list.tsx";
import { CloseForm } from "./close-form.tsx";
import styles from "./closes.module.css";
import { useClose } from "./queries.ts";

/** A month: what was looked at, what it recognised, and, where it is next, the way to close it. */
export function MonthPanel({ month, isNext }: { month: string; isNext: boolean }) {
  const close = useClose(month);
  return (
    <Panel
      title={formatMonth(month)}
      intro={close.data === undefined ? undefined : standing(close.data)}
      aside={
        isNext ? undefined : (
          <Link to="/closes" className={styles.more}>
            The month to close next
          </Link>
        )
      }
    >
      <Answer
        query={close}
        loading={<LoadingBlock height={360} />}
        missing={
          <EmptyState
            next={
              <Link to="/closes" search={{}}>
                Go to the first open month
              </Link>
            }
          >
            The months before it are closed first.
          </EmptyState>
        }
      >
        {(data) => <Month close={data} />}
      </Answer>
    </Panel>
  );
}

const standing = ({ state, closedAt }: MonthClose): string =>
  state === "closed" && closedAt !== null
    ? `Closed ${formatMinute(closedAt)}`
    : "Open. What its close would find now:";

function Month({ close }: { close: MonthClose }) {
  const { month, state, zone, head, checks, recognised, entries } = close;
  const isClosed = state === "closed";
  const mayClose = checks.every((check) => check.state !== "failed");
  return (
    <div className={styles.month}>
      <CheckList checks={checks} />
      <Facts
        facts={[
          {
            name: isClosed ? "Recognised" : "To recognise",
            value:
              recognised.length === 0
                ? "Nothing beyond what was invoiced"
                : recognised.map(({ currency, amount }) => (
                    <span key={currency} className={styles.amount}>
                      <Money amount={amount} currency={currency} />
                    </span>
                  )),
          },
          {
            name: "Documents of recognition",
            value: isClosed ? (
              <Link to="/ledger/entries" search={{ document: "recognition", ...daysOf(month) }}>
                {formatCount(entries, "entry", "entries")}
              </Link>
            ) : (
              formatCount(entries, "entry", "entries")
            ),
          },
          { name: "Calendar", value: zone },
          {
            name: "Head of the journal",
            value: head === null ? null : <code className={styles.hash}>{head.hash}</code>,
          },
        ]}
      />
      {!isClosed && <CloseForm month={month} mayClose={mayClose} />}
    </div>
  );
}

/** The first and the last day of a month. */
function daysOf(month: string): { readonly from: string; readonly to: string } {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return { from: `${month}-01`, to: `${month}-${last}` };
}
