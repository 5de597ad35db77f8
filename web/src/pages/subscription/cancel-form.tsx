import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { type FactPreview, newFactId } from "../../api/facts.ts";
import type { Invoice } from "../../api/invoices.ts";
import type { Subscription } from "../../api/subscriptions.ts";
import { formatDay } from "../../format/format-date.ts";
import { formatMoney } from "../../format/format-money.ts";
import { Answer } from "../../parts/answer.tsx";
import { FormFields, KeyedForm } from "../../parts/keyed-form.tsx";
import { LoadingBlock } from "../../parts/loading.tsx";
import { useWriting } from "../../parts/use-writing.ts";
import styles from "./cancel-form.module.css";
import { useCancelPreview } from "./queries.ts";

interface Properties {
  readonly subscription: Subscription;
  readonly onDone: () => void;
}

/** Ends a subscription: first shown, with the documents that it makes, then told. */
export function CancelForm({ subscription: { id: subscription, customer }, onDone }: Properties) {
  const [id] = useState(newFactId);
  const [when, setWhen] = useState<"period-end" | "now">("period-end");
  const [credit, setCredit] = useState<"none" | "prorated">("none");
  const writing = useWriting(onDone);
  const body = { id, customer, subscription, when, ...(when === "now" ? { credit } : {}) };
  const preview = useCancelPreview(customer, body);
  return (
    <KeyedForm
      title="Cancel the subscription"
      intro="Its add-ons end with it. It can be begun again later, on its last terms."
      submit="Cancel it"
      writing={writing}
      ready={preview.data !== undefined}
      onSubmit={(key) => writing.mutate({ kind: "cancel", key, body })}
      onCancel={onDone}
    >
      <FormFields>
        <SegmentedControl
          aria-label="When it ends"
          data={[
            { value: "period-end", label: "At period end" },
            { value: "now", label: "Today" },
          ]}
          value={when}
          onChange={setWhen}
        />
        {when === "now" && (
          <SegmentedControl
            aria-label="What was paid for time not served"
            data={[
              { value: "none", label: "Keeps what was paid" },
              { value: "prorated", label: "Credits unused time" },
            ]}
            value={credit}
            onChange={setCredit}
          />
        )}
      </FormFields>
      <Answer query={preview} loading={<LoadingBlock height={72} />}>
        {(data) => <Preview preview={data} />}
      </Answer>
    </KeyedForm>
  );
}

/** The documents with the cancellation and without it. */
function Preview({ preview }: { preview: FactPreview }) {
  return (
    <section aria-label="What it would do" className={styles.preview}>
      <Side title="With it" documents={preview.with} />
      <Side title="Without it" documents={preview.without} />
      <p className={styles.until}>Documents until {formatDay(preview.until)}.</p>
    </section>
  );
}

function Side({ title, documents }: { title: string; documents: readonly Invoice[] }) {
  return (
    <div>
      <h4 className={styles.side}>{title}</h4>
      {documents.length === 0 && <p className={styles.none}>Nothing is issued</p>}
      <ul>
        {documents.map(({ id, kind, issuedAt, total, currency }) => (
          <li key={id} className={styles.document}>
            <span>
              {kind === "credit-note" ? "Credit note" : "Invoice"} {formatDay(issuedAt)}
            </span>
            <span className="numeric">{formatMoney(total, currency)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
