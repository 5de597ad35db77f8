import { Checkbox, TextInput } from "@mantine/core";
import { useState } from "react";
import { type RatesTold, tellRate } from "../../api/exchange-rates.ts";
import { CurrencyField, isCurrencyCode } from "../../parts/currency-field.tsx";
import { FormFields, KeyedForm } from "../../parts/keyed-form.tsx";
import { useSending } from "../../parts/use-sending.ts";

interface Properties {
  readonly today: string;
  readonly onDone: (told: RatesTold | undefined) => void;
}

/** Whether a text is a rate as the form takes it. */
const isRate = (text: string): boolean =>
  /^\d{1,12}(\.\d{1,12})?$/.test(text.trim()) && /[1-9]/.test(text);

/** Tells what one currency was worth in another on a day. */
export function RateForm({ today, onDone }: Properties) {
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const [day, setDay] = useState(today);
  const [rate, setRate] = useState("");
  const [source, setSource] = useState("");
  const [corrects, setCorrects] = useState(false);
  const sending = useSending(tellRate, onDone);
  const said = source.trim();
  return (
    <KeyedForm
      title="Add a rate"
      intro="What is booked stays as it was booked: a rate counts for what happens after it is told. Many at once are imported with florin exchange-rates."
      submit="Add it"
      writing={sending}
      ready={
        isCurrencyCode(from) && isCurrencyCode(to) && from !== to && day !== "" && isRate(rate)
      }
      onSubmit={(key) =>
        sending.mutate({
          key,
          body: {
            from,
            to,
            day,
            rate: rate.trim(),
            corrects,
            ...(said === "" ? {} : { source: said }),
          },
        })
      }
      onCancel={() => onDone(undefined)}
    >
      <FormFields>
        <CurrencyField label="One of" placeholder="EUR" value={from} onChange={setFrom} />
        <CurrencyField label="Was worth, in" placeholder="USD" value={to} onChange={setTo} />
        <TextInput
          label="Rate"
          inputMode="decimal"
          placeholder="1.0842"
          value={rate}
          onChange={(event) => setRate(event.currentTarget.value)}
          error={rate === "" || isRate(rate) ? undefined : "A number above zero, such as 1.0842"}
        />
        <TextInput
          type="date"
          label="On"
          max={today}
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        <TextInput
          label="Source"
          placeholder="ECB, the bank, a contract"
          maxLength={60}
          value={source}
          onChange={(event) => setSource(event.currentTarget.value)}
        />
      </FormFields>
      <Checkbox
        label="Replace another rate of this pair and day"
        checked={corrects}
        onChange={(event) => setCorrects(event.currentTarget.checked)}
      />
    </KeyedForm>
  );
}
