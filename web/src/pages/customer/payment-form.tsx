import { Select, TextInput } from "@mantine/core";
import { useState } from "react";
import type { CustomerReceivables } from "../../api/accounts.ts";
import { newFactId } from "../../api/facts.ts";
import { isZero } from "../../format/decimal-text.ts";
import { formatMoney } from "../../format/format-money.ts";
import { isAmount } from "../../parts/amount-text.ts";
import { clearButton } from "../../parts/clear-button.ts";
import { FormFields, KeyedForm } from "../../parts/keyed-form.tsx";
import { useWriting } from "../../parts/use-writing.ts";
import { methodWords } from "./method-words.ts";

const methods = ["bank-transfer", "card", "cheque", "cash"];

interface Properties {
  readonly receivables: CustomerReceivables;
  readonly onDone: () => void;
}

/** Records money that came: for the oldest invoices, or for one. */
export function PaymentForm({ receivables, onDone }: Properties) {
  const { customer, currency, items } = receivables;
  const open = items.filter((item) => !isZero(item.open));
  const [id] = useState(newFactId);
  const [amount, setAmount] = useState(open[0]?.open ?? "");
  const [method, setMethod] = useState("bank-transfer");
  const [invoice, setInvoice] = useState<string | null>(null);
  const [reference, setReference] = useState("");
  const writing = useWriting(onDone);
  const send = (key: string) =>
    writing.mutate({
      kind: "payment",
      key,
      body: {
        id,
        customer,
        amount: `${amount.trim()} ${currency}`,
        method,
        ...(reference.trim() === "" ? {} : { providerId: reference.trim() }),
        ...(invoice === null ? {} : { appliesTo: [{ invoice }] }),
      },
    });
  return (
    <KeyedForm
      title="Record a payment"
      intro="It pays what is due first, unless it is meant for one invoice; what is left over stands on the credit balance."
      submit="Record it"
      writing={writing}
      ready={isAmount(amount) && currency !== null}
      onSubmit={send}
      onCancel={onDone}
    >
      <FormFields>
        <TextInput
          label={`Amount, ${currency ?? ""}`}
          inputMode="decimal"
          value={amount}
          onChange={(event) => setAmount(event.currentTarget.value)}
          error={amount === "" || isAmount(amount) ? undefined : "A decimal number, such as 12.50"}
        />
        <Select
          label="Method"
          data={methods.map((value) => ({ value, label: methodWords(value) }))}
          value={method}
          allowDeselect={false}
          onChange={(next) => setMethod(next ?? method)}
        />
        <Select
          label="For"
          placeholder="What is due first"
          clearable
          clearButtonProps={clearButton("For what is due first")}
          data={open.map((item) => ({
            value: item.id,
            label: `${item.number}, ${formatMoney(item.open, currency)}`,
          }))}
          value={invoice}
          onChange={setInvoice}
        />
        <TextInput
          label="The bank's reference"
          value={reference}
          onChange={(event) => setReference(event.currentTarget.value)}
        />
      </FormFields>
    </KeyedForm>
  );
}
