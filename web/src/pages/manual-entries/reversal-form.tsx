import { TextInput } from "@mantine/core";
import { useState } from "react";
import type { Entry } from "../../api/ledger.ts";
import { reverseEntry } from "../../api/manual-entries.ts";
import { FormFields, KeyedForm } from "../../parts/keyed-form.tsx";
import { useSending } from "../../parts/use-sending.ts";

interface Properties {
  readonly entry: Entry;
  readonly today: string;
  readonly onDone: () => void;
}

/** Takes an entry by hand back, by the same postings with the other sign. */
export function ReversalForm({ entry, today, onDone }: Properties) {
  const [date, setDate] = useState(today);
  const [reason, setReason] = useState("");
  const [by, setBy] = useState("");
  const sending = useSending(reverseEntry, onDone);
  return (
    <KeyedForm
      title="Take this entry back"
      intro="By an entry of the same postings with the other sign, on its own day or later. That is done once."
      submit="Take it back"
      writing={sending}
      ready={date !== "" && reason.trim() !== "" && by.trim() !== ""}
      onSubmit={(key) =>
        sending.mutate({
          key,
          body: { entry: entry.document.number, date, reason: reason.trim(), by: by.trim() },
        })
      }
      onCancel={onDone}
    >
      <FormFields>
        <TextInput
          type="date"
          label="Counts on"
          min={entry.date.slice(0, 10)}
          max={today}
          value={date}
          onChange={(event) => setDate(event.currentTarget.value)}
        />
        <TextInput
          label="Reason"
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
      </FormFields>
    </KeyedForm>
  );
}
