import { TextInput } from "@mantine/core";
import { useState } from "react";
import { newFactId } from "../../api/facts.ts";
import type { Milestone } from "../../api/milestones.ts";
import { FormFields, KeyedForm } from "../../parts/keyed-form.tsx";
import { useToday } from "../../parts/use-today.ts";
import { useWriting } from "../../parts/use-writing.ts";

interface Properties {
  readonly milestone: Milestone;
  readonly onDone: () => void;
}

/** Says that a milestone was reached, today or on a day before. */
export function MilestoneForm({ milestone, onDone }: Properties) {
  const today = useToday();
  const [id] = useState(newFactId);
  const [on, setOn] = useState("");
  const writing = useWriting(onDone);
  const { sale, customer, milestone: name, billing, soldOn } = milestone;
  return (
    <KeyedForm
      title={`“${name}” was reached`}
      intro={
        billing === "by-milestone"
          ? "It is billed with the next invoice, and earned on that day. That is not taken back."
          : "It was billed with the sale, and is earned on that day. That is not taken back."
      }
      submit="It was reached"
      writing={writing}
      onSubmit={(key) =>
        writing.mutate({
          kind: "milestone",
          key,
          body: { id, customer, sale, milestone: name, ...(on === "" ? {} : { on }) },
        })
      }
      onCancel={onDone}
    >
      <FormFields>
        <TextInput
          type="date"
          label="On"
          description="Today where it is left empty"
          min={soldOn}
          max={today}
          value={on}
          onChange={(event) => setOn(event.currentTarget.value)}
        />
      </FormFields>
    </KeyedForm>
  );
}
