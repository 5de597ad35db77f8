import { TextInput } from "@mantine/core";
import { useState } from "react";
import { newFactId } from "../../api/facts.ts";
import { writeEntry } from "../../api/manual-entries.ts";
import { CurrencyField, isCurrencyCode } from "../../parts/currency-field.tsx";
import { FormFields, KeyedForm } from "../../parts/keyed-form.tsx";
import { useSending } from "../../parts/use-sending.ts";
import { type DraftLine, emptyLine, isBalanced, postingsOf } from "./draft-entry.ts";
import { EntryLines } from "./entry-lines.tsx";
import styles from "./manual-entries.module.css";

interface Properties {
  readonly today: string;
  /** That of the books. */
  readonly currency: string;
  readonly onDone: (written: string | undefined) => void;
}

/** Writes an entry: debits and credits that balance, why, and who answers for it. */
export function EntryForm({ today, currency: books, onDone }: Properties) {
  const [id] = useState(newFactId);
  const [date, setDate] = useState(today);
  const [reason, setReason] = useState("");
  const [by, setBy] = useState("");
  const [currency, setCurrency] = useState(books);
  const [lines, setLines] = useState<readonly DraftLine[]>([emptyLine(1), emptyLine(2)]);
  const sending = useSending(writeEntry, (entry) => onDone(entry.id));
  const isReady =
    date !== "" &&
    reason.trim() !== "" &&
    by.trim() !== "" &&
    isCurrencyCode(currency) &&
    isBalanced(lines);
  return (
    <div className={styles.wide}>
      <KeyedForm
        title="Write an entry"
        intro="On a day of an open month. It is never changed: what is wrong is taken back by another entry. Accounts that documents move (receivables, deferred revenue, credits) are not to be chosen."
        submit="Post it"
        writing={sending}
        ready={isReady}
        onSubmit={(key) =>
          sending.mutate({
            key,
            body: {
              id,
              date,
              reason: reason.trim(),
              by: by.trim(),
              postings: postingsOf(lines, currency),
            },
          })
        }
        onCancel={() => onDone(undefined)}
      >
        <FormFields>
          <TextInput
            type="date"
            label="Counts on"
            max={today}
            value={date}
            onChange={(event) => setDate(event.currentTarget.value)}
          />
          <TextInput
            label="Reason"
            placeholder="Support of March, invoice to come"
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <TextInput
            label="Who answers for it"
            maxLength={200}
            value={by}
            onChange={(event) => setBy(event.currentTarget.value)}
          />
          <CurrencyField label="Currency" value={currency} onChange={setCurrency} />
        </FormFields>
        <EntryLines lines={lines} currency={currency} onChange={setLines} />
      </KeyedForm>
    </div>
  );
}
