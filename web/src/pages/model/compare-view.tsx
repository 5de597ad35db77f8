import { Button, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import {
  type CustomerEffect,
  identityOf,
  type ModelEffects,
  type ModelVersion,
  type Moving,
  modelDiffQuery,
  modelForecastQuery,
} from "../../api/models.ts";
import { formatQuantity } from "../../format/format-quantity.ts";
import { Answer } from "../../parts/answer.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { LoadingBlock, LoadingRows } from "../../parts/loading.tsx";
import { Money } from "../../parts/money.tsx";
import { InModel } from "../../parts/next-act.tsx";
import { Panel } from "../../parts/panel.tsx";
import { ProblemNotice } from "../../parts/problem-notice.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { useMay } from "../../parts/use-caller.ts";
import { Outcome } from "../what-if/outcome.tsx";
import { DifferenceList } from "./difference-list.tsx";
import { type EffectsQuestion, effectsQuery } from "./effects.ts";
import styles from "./model.module.css";
import type { Draft } from "./use-draft.ts";
import { VersionSelect } from "./version-select.tsx";

interface Properties {
  /** What is being worked on; undefined where nothing is changed. */
  readonly draft: Draft | undefined;
  readonly versions: readonly ModelVersion[];
}

/** What the draft says otherwise than the version in force, and what that does to next invoices and to the forecast. */
export function CompareView({ draft, versions }: Properties) {
  const may = useMay();
  const newest = versions.at(-1);
  if (newest === undefined || draft === undefined)
    return (
      <Panel title="Compare">
        <EmptyState
          next={
            <Link to="/model" search={{ view: "form" }}>
              {newest === undefined ? "Complete the first version" : "Change something"}
            </Link>
          }
        >
          {newest === undefined
            ? "Nothing is published yet, so there is nothing to compare it with."
            : `Nothing is changed since ${identityOf(newest)}. What a change does to next invoices and to the forecast is shown here before it is published.`}
        </EmptyState>
      </Panel>
    );
  const { text } = draft;
  return (
    <>
      <DifferencePanel from={identityOf(newest)} text={text} />
      {may("subscriptions.read") && <EffectsPanel text={text} versions={versions} />}
      {may("plan.read") && <ForecastPart text={text} />}
    </>
  );
}

function DifferencePanel({ from, text }: { readonly from: string; readonly text: string }) {
  const diff = useQuery(modelDiffQuery(from, { text }));
  return (
    <Panel title="What it says otherwise" intro={`Than ${from}, the version in force`}>
      <Answer query={diff} loading={<LoadingRows />}>
        {(comparison) => <DifferenceList comparison={comparison} />}
      </Answer>
    </Panel>
  );
}

const moves: readonly { readonly value: Moving; readonly label: string }[] = [
  { value: "none", label: "Nobody" },
  { value: "period-end", label: "All, at period end" },
  { value: "now", label: "All, now" },
];

interface EffectsProperties {
  readonly text: string;
  readonly versions: readonly ModelVersion[];
}

function EffectsPanel({ text, versions }: EffectsProperties) {
  const [move, setMove] = useState<Moving>("period-end");
  const identities = versions.map(identityOf).reverse();
  const [from, setFrom] = useState(identities[0] ?? "");
  const question = { text, move, from };
  return (
    <Panel
      title="Next invoices"
      intro="Rated as billing rates them, with the use that is known now. Publishing alone moves nobody: whoever bought before keeps what they bought."
      aside={
        <div className={styles.questions}>
          {identities.length > 1 && (
            <VersionSelect
              label="Customers of"
              versions={identities}
              chosen={from}
              onChoose={setFrom}
            />
          )}
          <Select
            label="Who moves to it"
            allowDeselect={false}
            data={[...moves]}
            value={move}
            onChange={(chosen) =>
              setMove(moves.find(({ value }) => value === chosen)?.value ?? "none")
            }
          />
        </div>
      }
    >
      <EffectsOf key={JSON.stringify(question)} question={question} />
    </Panel>
  );
}

/** What is found of a question while it is asked; leaving stops it, and what was found is there when somebody comes back. */
function EffectsOf({ question }: { readonly question: EffectsQuestion }) {
  const halt = useRef(new AbortController());
  const effects = useQuery(effectsQuery(question, () => halt.current.signal));
  const begin = () => {
    if (halt.current.signal.aborted) halt.current = new AbortController();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for as long as it is shown.
  useEffect(() => {
    begin();
    return () => halt.current.abort();
  }, []);
  const goOn = () => {
    begin();
    void effects.refetch();
  };
  return (
    <Answer query={effects} loading={<LoadingRows />}>
      {(found) => (
        <>
          {effects.isError && <ProblemNotice error={effects.error} retry={goOn} />}
          <Effects
            found={found}
            isAsking={effects.isFetching}
            onStop={() => halt.current.abort()}
            onGoOn={goOn}
          />
        </>
      )}
    </Answer>
  );
}

const count = (number: number): string => formatQuantity(String(number));

interface FoundProperties {
  readonly found: ModelEffects;
  readonly isAsking: boolean;
  readonly onStop: () => void;
  readonly onGoOn: () => void;
}

function Effects({ found, isAsking, onStop, onGoOn }: FoundProperties) {
  const { customers, looked, changed, unchanged, without, failed, totals, movers, staying } = found;
  const whole = found.next === null;
  if (customers === 0)
    return (
      <EmptyState next={null}>
        No customer has bought by {found.from}, so no invoice changes.
      </EmptyState>
    );
  return (
    <div className={styles.found}>
      <p role="status">
        {whole ? (
          <>
            {customers === 1
              ? "The one customer was looked at"
              : `All ${count(customers)} customers were looked at`}
            :{" "}
          </>
        ) : (
          <>
            <strong>
              {isAsking ? "" : "Stopped: "}
              {count(looked)} of {count(customers)} customers were looked at so far
            </strong>
            ; of those{" "}
          </>
        )}
        the next invoices of {count(changed)} change, of {count(unchanged)} they stay as they are
        {without > 0 && `, ${count(without)} have none coming`}
        {failed > 0 && `, of ${count(failed)} they cannot be worked out`}.
      </p>
      {!whole && (
        <div className={styles.asking}>
          <progress
            className={styles.progress}
            max={customers}
            value={looked}
            aria-label="Customers looked at"
          />
          <Button size="xs" onClick={isAsking ? onStop : onGoOn}>
            {isAsking ? "Stop" : "Go on"}
          </Button>
        </div>
      )}
      {totals.length > 0 && (
        <RecordTable
          caption="Next invoices in all"
          columns={totalColumns}
          rows={totals}
          rowKey={({ currency }) => currency}
          dense
        />
      )}
      {movers.length > 0 && (
        <>
          <h3 className={styles.heading}>
            {whole ? "Who is moved most" : "Who is moved most, of those looked at so far"}
          </h3>
          <RecordTable
            caption="Customers moved most"
            columns={moverColumns}
            rows={movers}
            rowKey={({ customer, currency }) => `${customer} ${currency}`}
            dense
          />
        </>
      )}
      {Object.keys(staying).length > 0 && (
        <p className={styles.quiet}>
          Subscriptions that would not move:{" "}
          {Object.entries(staying)
            .map(([reason, number]) => `${count(number)} ${reason.replaceAll("-", " ")}`)
            .join(", ")}
          .
        </p>
      )}
      {found.failures.length > 0 && (
        <ul className={styles.findings}>
          {found.failures.map(({ customer, faults }) => (
            <li key={customer}>
              <Link to="/customers/$customerId" params={{ customerId: customer }}>
                {customer}
              </Link>
              : {faults.map(({ message }) => message).join("; ")}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

type Total = ModelEffects["totals"][number];

const amountColumns = [
  { key: "before", header: "Before" },
  { key: "after", header: "After" },
  { key: "difference", header: "Difference" },
] as const;

const amounts = <Row extends Total | CustomerEffect>(): readonly Column<Row>[] =>
  amountColumns.map(({ key, header }) => ({
    key,
    header,
    figure: true,
    narrow: "named",
    cell: (row) => <Money amount={row[key]} currency={row.currency} />,
  }));

const totalColumns: readonly Column<Total>[] = [
  { key: "currency", header: "Currency", narrow: "title", cell: ({ currency }) => currency },
  ...amounts<Total>(),
];

const moverColumns: readonly Column<CustomerEffect>[] = [
  {
    key: "customer",
    header: "Customer",
    narrow: "title",
    cell: ({ customer, name }) => (
      <Link to="/customers/$customerId" params={{ customerId: customer }}>
        {name}
      </Link>
    ),
  },
  ...amounts<CustomerEffect>(),
  {
    key: "lines",
    header: "Lines that change",
    narrow: "wide",
    cell: ({ lines, linesLeftOut, currency }) => (
      <ul className={styles.lines}>
        {lines.map(({ description, before, after }) => (
          <li key={description}>
            {description}: <Money amount={before} currency={null} /> →{" "}
            <Money amount={after} currency={currency} />
          </li>
        ))}
        {linesLeftOut > 0 && <li>and {linesLeftOut} more</li>}
      </ul>
    ),
  },
];

function ForecastPart({ text }: { text: string }) {
  const document = JSON.parse(text) as { readonly horizon?: unknown };
  const forecast = useQuery({
    ...modelForecastQuery(text),
    enabled: document.horizon !== undefined,
  });
  if (document.horizon === undefined)
    return (
      <Panel title="Forecast">
        <EmptyState next={<InModel>Add a horizon in the form</InModel>}>
          The draft plans no months (it has no <code>horizon</code>), so there is no forecast to
          compare.
        </EmptyState>
      </Panel>
    );
  return (
    <Answer query={forecast} loading={<LoadingBlock height={320} />}>
      {(answer) => <Outcome answer={answer} />}
    </Answer>
  );
}
