import { TextInput } from "@mantine/core";
import { useState } from "react";
import { tellPayout } from "../../api/payouts.ts";
import { isAmount } from "../../parts/amount-text.ts";
import { CurrencyField, isCurrencyCode } from "../../parts/currency-field.tsx";
import { FormFields, KeyedForm } from "../../parts/keyed-form.tsx";
import { useSending } from "../../parts/use-sending.ts";

interface Properties {
  /** That of the books. */
  readonly currency: string;
  readonly onDone: () => void;
}

/** Records a transfer of a provider that does not tell of it by itself. */
export function PayoutForm({ currency: books, onDone }: Properties) {
  const [provider, setProvider] = useState("");
  const [id, setId] = useState("");
  const [gross, setGross] = useState("");
  const [fees, setFees] = useState("");
  const [currency, setCurrency] = useState(books);
  const sending = useSending(tellPayout, onDone);
  const hasFees = fees.trim() !== "";
  return (
    <KeyedForm
      title="Record a payout"
      intro="What a provider collected is cleared, its fees become a cost, and the rest stands at the bank."
      submit="Record it"
      writing={sending}
      ready={
        provider.trim() !== "" &&
        id.trim() !== "" &&
        isAmount(gross) &&
        (!hasFees || isAmount(fees)) &&
        isCurrencyCode(currency)
      }
      onSubmit={(key) =>
        sending.mutate({
          key,
          body: {
            id: id.trim(),
            provider: provider.trim(),
            gross: `${gross.trim()} ${currency}`,
            ...(hasFees ? { fees: `${fees.trim()} ${currency}` } : {}),
          },
        })
      }
      onCancel={onDone}
    >
      <FormFields>
        <TextInput
          label="Provider"
          placeholder="stripe"
          spellCheck={false}
          value={provider}
          onChange={(event) => setProvider(event.currentTarget.value)}
        />
        <TextInput
          label="Its own id of the transfer"
          spellCheck={false}
          value={id}
          onChange={(event) => setId(event.currentTarget.value)}
        />
        <TextInput
          label="Collected"
          inputMode="decimal"
          value={gross}
          onChange={(event) => setGross(event.currentTarget.value)}
          error={gross === "" || isAmount(gross) ? undefined : "A decimal number, such as 600.00"}
        />
        <TextInput
          label="Fees of it"
          inputMode="decimal"
          value={fees}
          onChange={(event) => setFees(event.currentTarget.value)}
          error={!hasFees || isAmount(fees) ? undefined : "A decimal number, such as 17.70"}
        />
        <CurrencyField label="Currency" value={currency} onChange={setCurrency} />
      </FormFields>
    </KeyedForm>
  );
}
