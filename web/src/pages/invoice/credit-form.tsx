import { TextInput } from "@mantine/core";
import { useState } from "react";
import { newFactId } from "../../api/facts.ts";
import type { Invoice } from "../../api/invoices.ts";
import { isAmount } from "../../parts/amount-text.ts";
import { FormFields, KeyedForm } from "../../parts/keyed-form.tsx";
import { useWriting } from "../../parts/use-writing.ts";

/** Takes some of an invoice back, or all that is left of it, with a credit note. */
export function CreditForm({ invoice, onDone }: { invoice: Invoice; onDone: () => void }) {
  const [id] = useState(newFactId);
  const [amount, setAmount] = useState("");
  const [reason, setReason] = useState("");
  const writing = useWriting(onDone);
  const whole = amount.trim() === "";
  const send = (key: string) =>
    writing.mutate({
      kind: "credit-note",
      key,
      body: {
        id,
        customer: invoice.customer,
        invoice: invoice.id,
        reason: reason.trim(),
        ...(whole ? {} : { amount: `${amount.trim()} ${invoice.currency}` }),
      },
    });
  return (
    <KeyedForm
      level={2}
      title={`Credit ${invoice.number ?? invoice.id}`}
      intro="A credit note is issued with the next run of billing, at the tax that was charged. It cannot be taken back."
      submit={whole ? "Credit all that is left" : "Credit the amount"}
      writing={writing}
      ready={reason.trim() !== "" && (whole || isAmount(amount))}
      onSubmit={send}
      onCancel={onDone}
    >
      <FormFields>
        <TextInput
          label={`Amount, ${invoice.currency}`}
          description="All that is left where empty; without tax, unless prices include it."
          inputMode="decimal"
          value={amount}
          onChange={(event) => setAmount(event.currentTarget.value)}
          error={whole || isAmount(amount) ? undefined : "A decimal number, such as 12.50"}
        />
        <TextInput
          label="Reason"
          description="The customer reads it on the credit note."
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          required
          withAsterisk={false}
        />
      </FormFields>
    </KeyedForm>
  );
}
