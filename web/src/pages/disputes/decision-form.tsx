import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import type { Dispute } from "../../api/disputes.ts";
import { newFactId } from "../../api/facts.ts";
import { formatMoney } from "../../format/format-money.ts";
import { KeyedForm } from "../../parts/keyed-form.tsx";
import { useWriting } from "../../parts/use-writing.ts";

/** Says how a dispute was decided, where its provider does not say so by itself. */
export function DecisionForm({ dispute, onDone }: { dispute: Dispute; onDone: () => void }) {
  const [id] = useState(newFactId);
  const [outcome, setOutcome] = useState("won");
  const writing = useWriting(onDone);
  const { customer, customerName, payment, amount, currency } = dispute;
  const money = formatMoney(amount, currency);
  return (
    <KeyedForm
      title={`The dispute of ${customerName} about ${payment}`}
      intro={
        outcome === "won"
          ? `The provider gives ${money} back, and the payment stands.`
          : `The customer keeps ${money}: what the payment had paid of it is owed again.`
      }
      submit={outcome === "won" ? "It was won" : "It was lost"}
      writing={writing}
      onSubmit={(key) =>
        writing.mutate({
          kind: "dispute-outcome",
          key,
          body: { id, customer, dispute: dispute.id, outcome },
        })
      }
      onCancel={onDone}
    >
      <SegmentedControl
        aria-label="Decision"
        data={[
          { value: "won", label: "Won" },
          { value: "lost", label: "Lost" },
        ]}
        value={outcome}
        onChange={setOutcome}
      />
    </KeyedForm>
  );
}
