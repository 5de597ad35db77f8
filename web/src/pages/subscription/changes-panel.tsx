import { Button } from "@mantine/core";
import { useState } from "react";
import { newFactId } from "../../api/facts.ts";
import type { Subscription, SubscriptionChange } from "../../api/subscriptions.ts";
import { formatDay, formatMinute } from "../../format/format-date.ts";
import { formatPrice } from "../../format/format-money.ts";
import { formatQuantity } from "../../format/format-quantity.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { KeyedForm } from "../../parts/keyed-form.tsx";
import { Panel } from "../../parts/panel.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { useWriting } from "../../parts/use-writing.ts";
import { CancelForm } from "./cancel-form.tsx";
import styles from "./subscription.module.css";

const kindWords: Readonly<Record<string, string>> = {
  change: "Other terms",
  cancel: "Cancellation",
  pause: "Pause",
  resume: "Resumption",
  reactivate: "Reactivation",
};

const stateWords = { "to-come": "to come", "in-force": "in force", undone: "undone" } as const;
const makers = {
  told: null,
  ramp: "by its ramp",
  parent: "with its subscription",
  contract: "by its contract",
} as const;

/** Every change, the latest first; one that is to come can be undone, and the subscription cancelled. */
export function ChangesPanel({ subscription }: { subscription: Subscription }) {
  const { changes, changeable } = subscription;
  const [undoing, setUndoing] = useState<SubscriptionChange>();
  const [cancelling, setCancelling] = useState(false);
  const isQuiet = undoing === undefined && !cancelling;
  return (
    <Panel
      title="Changes"
      flush
      aside={
        isQuiet && changeable.includes("cancel") ? (
          <Button size="xs" onClick={() => setCancelling(true)}>
            Cancel it
          </Button>
        ) : undefined
      }
    >
      {undoing !== undefined && (
        <div className={styles.form}>
          <UndoForm
            key={undoing.id}
            change={undoing}
            subscription={subscription}
            onDone={() => setUndoing(undefined)}
          />
        </div>
      )}
      {cancelling && (
        <div className={styles.form}>
          <CancelForm subscription={subscription} onDone={() => setCancelling(false)} />
        </div>
      )}
      {changes.length === 0 && !isQuiet ? null : changes.length === 0 ? (
        <EmptyState next={null}>
          Nothing has been changed since it was bought. Another plan, cadence or quantity is{" "}
          <code>POST /v1/changes</code>; it can be told for a day to come, and undone until then.
        </EmptyState>
      ) : (
        <RecordTable
          caption="Changes, the latest first"
          columns={columnsFor(setUndoing)}
          rows={changes.toReversed()}
          rowKey={({ id }) => id}
        />
      )}
    </Panel>
  );
}

const columnsFor = (
  onUndo: (change: SubscriptionChange) => void,
): readonly Column<SubscriptionChange>[] => [
  {
    key: "kind",
    header: "Change",
    narrow: "title",
    cell: ({ kind, state }) => (
      <span className={styles.state} data-state={state === "undone" ? "undone" : undefined}>
        {kindWords[kind] ?? kind}
      </span>
    ),
  },
  { key: "terms", header: "To", narrow: "wide", cell: (change) => newTerms(change) },
  { key: "day", header: "Holds from", cell: ({ day }) => formatDay(day) },
  {
    key: "told",
    header: "Told",
    narrow: "none",
    cell: ({ recordedAt }) => (
      <time dateTime={recordedAt} title={formatMinute(recordedAt)}>
        {formatDay(recordedAt)}
      </time>
    ),
  },
  {
    key: "state",
    header: "State",
    narrow: "figure",
    cell: (change) => (
      <>
        <span className={styles.state} data-state={change.state}>
          {stateWords[change.state]}
        </span>
        {change.undoable && (
          <>
            {" "}
            <Button size="compact-xs" onClick={() => onUndo(change)}>
              Undo
            </Button>
          </>
        )}
      </>
    ),
  },
];

/** What a change names, and who made it. */
function newTerms({ terms, fee, by }: SubscriptionChange): string | null {
  const { planName, cadence, quantity, model } = terms;
  const words = [
    planName,
    cadence,
    quantity === null ? null : `quantity ${formatQuantity(quantity)}`,
    model === null ? null : `prices of ${model}`,
    fee === null ? null : `fee ${formatPrice(fee)}`,
    makers[by],
  ].filter((one) => one !== null);
  return words.length === 0 ? null : words.join(" · ");
}

interface UndoProperties {
  readonly change: SubscriptionChange;
  readonly subscription: Subscription;
  readonly onDone: () => void;
}

function UndoForm({
  change,
  subscription: { id: subscription, customer },
  onDone,
}: UndoProperties) {
  const [id] = useState(newFactId);
  const writing = useWriting(onDone);
  const name = kindWords[change.kind]?.toLowerCase() ?? change.kind;
  return (
    <KeyedForm
      title={`Undo the ${name} of ${formatDay(change.day)}`}
      intro="It has not come into force. The terms before it go on; the change stays on record as undone."
      submit="Undo it"
      writing={writing}
      onSubmit={(key) =>
        writing.mutate({
          kind: "undo",
          key,
          body: { id, customer, subscription, change: change.id },
        })
      }
      onCancel={onDone}
    />
  );
}
