import { Button } from "@mantine/core";
import { useState } from "react";
import type { BankLine, LineSuggestion } from "../../api/payments.ts";
import { formatDay } from "../../format/format-date.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Money } from "../../parts/money.tsx";
import { PageList } from "../../parts/page-list.tsx";
import { ProblemNotice } from "../../parts/problem-notice.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { LineForm } from "./line-form.tsx";
import styles from "./payments.module.css";
import { useMatch, useUnmatched } from "./queries.ts";

/** The lines that nobody could match, each with what it may be and a button that says it is. */
export function UnmatchedQueue({ apiKey }: { apiKey: string }) {
  const unmatched = useUnmatched();
  const match = useMatch();
  const [chosen, setChosen] = useState<BankLine>();
  const columns: readonly Column<BankLine>[] = [
    {
      key: "payer",
      header: "Payer",
      narrow: "title",
      cell: ({ name }) => name ?? "Not named",
    },
    { key: "day", header: "Booked", cell: ({ bookedOn }) => formatDay(`${bookedOn}T00:00:00Z`) },
    {
      key: "words",
      header: "What the payer wrote",
      narrow: "wide",
      cell: ({ remittance }) => (remittance === "" ? null : remittance),
    },
    {
      key: "suggestion",
      header: "Perhaps",
      narrow: "wide",
      cell: (line) => (
        <Perhaps
          line={line}
          mayMatch={apiKey !== ""}
          isMatching={match.isPending && match.variables.line.id === line.id}
          onMatch={(suggestion) => match.mutate({ line, suggestion, key: apiKey })}
        />
      ),
    },
    {
      key: "by-hand",
      header: "Or",
      cell: (line) => (
        <Button
          size="compact-sm"
          aria-label={`By hand: ${line.name ?? "payer not named"}, ${line.amount} ${line.currency}`}
          onClick={() => setChosen(line)}
        >
          By hand
        </Button>
      ),
    },
    {
      key: "amount",
      header: "Amount",
      figure: true,
      narrow: "figure",
      cell: ({ amount, currency }) => <Money amount={amount} currency={currency} />,
    },
  ];
  return (
    <>
      {match.isError && (
        <div className={styles.problem}>
          <ProblemNotice error={match.error} />
        </div>
      )}
      {chosen !== undefined && (
        <LineForm
          key={chosen.id}
          line={chosen}
          apiKey={apiKey}
          onDone={() => setChosen(undefined)}
        />
      )}
      <PageList
        csv={false}
        query={unmatched}
        noun="line"
        empty={
          <EmptyState next={null}>
            Every line is matched. What an import cannot match for certain waits here, with what it
            may be.
          </EmptyState>
        }
      >
        {(lines) => (
          <RecordTable
            csv={false}
            caption="Unmatched lines"
            columns={columns}
            rows={lines}
            rowKey={({ id }) => id}
          />
        )}
      </PageList>
    </>
  );
}

const reasons: Readonly<Record<string, string>> = {
  "no-trace": "Nothing in it is known",
  ambiguous: "It may mean several invoices",
  contradiction: "What it says and who sent it do not agree",
  "amount-unclear": "The customer is clear, the invoices are not",
  "already-paid": "What it names is paid",
  "other-currency": "What it names is owed in another currency",
  "return-unknown": "Money that went back, of no line that is known",
  outgoing: "Money that went out",
};

/** Why a line was not matched, in words where there are some. */
const whyNot = ({ because }: BankLine): string | null =>
  because === null ? null : (reasons[because] ?? because);

interface Properties {
  readonly line: BankLine;
  readonly mayMatch: boolean;
  readonly isMatching: boolean;
  readonly onMatch: (suggestion: LineSuggestion) => void;
}

/** The likeliest thing that a line is. Money that went is matched by its payment, which no suggestion knows. */
function Perhaps({ line, mayMatch, isMatching, onMatch }: Properties) {
  const [first] = line.suggestions;
  if (first === undefined) return <span className={styles.reason}>{whyNot(line)}</span>;
  const invoices = first.applications.map(({ invoice }) => invoice).join(", ");
  const what = `${first.customer}${invoices === "" ? "" : `, ${invoices}`}`;
  return (
    <span className={styles.perhaps}>
      <span>
        {what} <span className={styles.reason}>by {first.because.join(", ")}</span>
      </span>
      <Button
        size="compact-sm"
        disabled={!mayMatch}
        loading={isMatching}
        aria-label={`Match with ${what}`}
        onClick={() => onMatch(first)}
      >
        Match
      </Button>
    </span>
  );
}
