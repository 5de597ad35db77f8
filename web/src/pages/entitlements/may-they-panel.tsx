import { Button, Select, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { checkUse, type Feature, type UseQuestion } from "../../api/entitlements.ts";
import type { Meter } from "../../api/usage.ts";
import { isAmount } from "../../parts/amount-text.ts";
import { FormFields } from "../../parts/keyed-form.tsx";
import { Panel } from "../../parts/panel.tsx";
import { ProblemNotice } from "../../parts/problem-notice.tsx";
import { DecisionNote } from "./decision-note.tsx";
import styles from "./may-they.module.css";

interface Properties {
  readonly customer: string;
  readonly meters: readonly Meter[];
  readonly features: readonly Feature[];
}

/** Asks what a program would ask: may the customer use so much of this? The answer stores nothing. */
export function MayTheyPanel({ customer, meters, features }: Properties) {
  const subjects = [
    ...meters.map(({ id, name }) => ({ kind: "meter" as const, id, name, feature: undefined })),
    ...features.map((feature) => ({ ...feature, kind: "feature" as const, feature })),
  ];
  const keyOf = ({ kind, id }: { kind: string; id: string }) => `${kind} ${id}`;
  const [chosen, setChosen] = useState<string>();
  const [amount, setAmount] = useState("");
  const asking = useMutation({ mutationFn: checkUse });
  const subject = subjects.find((one) => keyOf(one) === chosen) ?? subjects[0];
  if (subject === undefined) return null;
  const need = needOf(subject.feature);
  const isSound = need === undefined || amount === "" || need.kind === "level" || isAmount(amount);
  const ask = (event: FormEvent) => {
    event.preventDefault();
    if (!isSound) return;
    const given = need === undefined || amount.trim() === "" ? {} : { [need.kind]: amount.trim() };
    const question: UseQuestion = { customer, [subject.kind]: subject.id, ...given };
    asking.mutate(question);
  };
  const groupOf = (kind: "meter" | "feature", group: string) => {
    const items = subjects.filter((one) => one.kind === kind);
    return items.length === 0
      ? []
      : [{ group, items: items.map((one) => ({ value: keyOf(one), label: one.name })) }];
  };
  return (
    <Panel title="May they?" intro="What a program is told that asks now. Asking stores nothing.">
      <form onSubmit={ask} className={styles.form}>
        <FormFields>
          <Select
            label="Use"
            data={[...groupOf("meter", "Meters"), ...groupOf("feature", "Features")]}
            value={keyOf(subject)}
            allowDeselect={false}
            searchable
            onChange={(next) => {
              setChosen(next ?? undefined);
              setAmount("");
              asking.reset();
            }}
          />
          {need !== undefined && (
            <TextInput
              label={need.label}
              placeholder={need.otherwise}
              inputMode={need.kind === "quantity" ? "decimal" : "text"}
              value={amount}
              onChange={(event) => {
                setAmount(event.currentTarget.value);
                asking.reset();
              }}
              error={isSound ? undefined : "A decimal number, such as 12.5"}
            />
          )}
        </FormFields>
        <Button type="submit" loading={asking.isPending} disabled={!isSound}>
          Ask
        </Button>
      </form>
      <div aria-live="polite">
        {asking.isError && <ProblemNotice error={asking.error} />}
        {asking.data !== undefined && <DecisionNote decision={asking.data} />}
      </div>
    </Panel>
  );
}

/** What else is asked of a meter or a feature; nothing of a flag. */
function needOf(feature: Feature | undefined) {
  if (feature === undefined)
    return { kind: "quantity", label: "How much of it", otherwise: "1" } as const;
  if (feature.kind === "limit")
    return { kind: "quantity", label: "How many there would be", otherwise: "Any" } as const;
  if (feature.kind === "level")
    return { kind: "level", label: "At least this level", otherwise: "Any" } as const;
  return undefined;
}
