import { Select, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Customer } from "../../api/customers.ts";
import { newFactId } from "../../api/facts.ts";
import { isAmount } from "../../parts/amount-text.ts";
import { FormFields, KeyedForm } from "../../parts/keyed-form.tsx";
import { useToday } from "../../parts/use-today.ts";
import { useWriting } from "../../parts/use-writing.ts";

const kinds = [
  { value: "goodwill", label: "Goodwill" },
  { value: "promotional", label: "Promotion" },
  { value: "referral", label: "Referral" },
];

/** Gives credits that nobody pays for. */
export function GrantForm({ customer, onDone }: { customer: Customer; onDone: () => void }) {
  const today = useToday();
  const [id] = useState(newFactId);
  const [kind, setKind] = useState("goodwill");
  const [amount, setAmount] = useState("");
  const [expires, setExpires] = useState("");
  const [reason, setReason] = useState("");
  const writing = useWriting(onDone);
  const send = (key: string) =>
    writing.mutate({
      kind: "grant",
      key,
      body: {
        id,
        customer: customer.id,
        kind,
        amount: `${amount.trim()} ${customer.currency}`,
        date: today,
        ...(expires === "" ? {} : { expires }),
        ...(reason.trim() === "" ? {} : { reason: reason.trim() }),
      },
    });
  return (
    <KeyedForm
      title="Grant credits"
      intro="They pay the customer's next invoices, before any money."
      submit="Grant them"
      writing={writing}
      ready={isAmount(amount) && customer.currency !== null && today !== undefined}
      onSubmit={send}
      onCancel={onDone}
    >
      <FormFields>
        <TextInput
          label={`Amount, ${customer.currency ?? ""}`}
          inputMode="decimal"
          value={amount}
          onChange={(event) => setAmount(event.currentTarget.value)}
          error={amount === "" || isAmount(amount) ? undefined : "A decimal number, such as 12.50"}
        />
        <Select
          label="Kind"
          data={kinds}
          value={kind}
          allowDeselect={false}
          onChange={(next) => setKind(next ?? kind)}
        />
        <TextInput
          type="date"
          label="First day they no longer pay"
          value={expires}
          onChange={(event) => setExpires(event.currentTarget.value)}
        />
        <TextInput
          label="Reason"
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </FormFields>
    </KeyedForm>
  );
}
