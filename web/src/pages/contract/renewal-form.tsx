import { TextInput } from "@mantine/core";
import { useState } from "react";
import type { Contract } from "../../api/contracts.ts";
import { newFactId } from "../../api/facts.ts";
import { formatDay } from "../../format/format-date.ts";
import { isAmount } from "../../parts/amount-text.ts";
import { FormFields, KeyedForm } from "../../parts/keyed-form.tsx";
import { useWriting } from "../../parts/use-writing.ts";

const isCount = (text: string): boolean => /^[1-9]\d{0,2}$/.test(text.trim());

/** Agrees on the term that follows; what is left empty stays as it is. */
export function RenewalForm({ contract, onDone }: { contract: Contract; onDone: () => void }) {
  const [id] = useState(newFactId);
  const [months, setMonths] = useState("");
  const [amount, setAmount] = useState("");
  const [netDays, setNetDays] = useState("");
  const writing = useWriting(onDone);
  const currency = contract.commitment?.amount.split(" ")[1];
  const body = {
    id,
    customer: contract.customer,
    contract: contract.id,
    ...(months.trim() === "" ? {} : { months: Number(months) }),
    ...(amount.trim() === "" ? {} : { commitment: `${amount.trim()} ${currency}` }),
    ...(netDays.trim() === "" ? {} : { netDays: Number(netDays) }),
  };
  const isSound = (text: string, check: (text: string) => boolean): boolean =>
    text.trim() === "" || check(text);
  return (
    <KeyedForm
      title="Agree on a renewal"
      intro={`The next term begins on ${formatDay(contract.end)}, at today's prices of the model as far as the template lets them rise. What is left empty stays; a notice is taken back with it.`}
      submit="Agree on it"
      writing={writing}
      ready={isSound(months, isCount) && isSound(amount, isAmount) && isSound(netDays, isCount)}
      onSubmit={(key) => writing.mutate({ kind: "contract-renewal", key, body })}
      onCancel={onDone}
    >
      <FormFields>
        <TextInput
          label="Months"
          inputMode="numeric"
          placeholder={String(contract.terms.at(-1)?.months ?? "")}
          value={months}
          onChange={(event) => setMonths(event.currentTarget.value)}
          error={isSound(months, isCount) ? undefined : "A whole number"}
        />
        {currency !== undefined && (
          <TextInput
            label={`Commitment, ${currency}`}
            inputMode="decimal"
            placeholder={contract.commitment?.amount.split(" ")[0] ?? ""}
            value={amount}
            onChange={(event) => setAmount(event.currentTarget.value)}
            error={isSound(amount, isAmount) ? undefined : "A decimal number, such as 12000"}
          />
        )}
        <TextInput
          label="Days to pay"
          inputMode="numeric"
          placeholder={contract.netDays === null ? "" : String(contract.netDays)}
          value={netDays}
          onChange={(event) => setNetDays(event.currentTarget.value)}
          error={isSound(netDays, isCount) ? undefined : "A whole number"}
        />
      </FormFields>
    </KeyedForm>
  );
}
