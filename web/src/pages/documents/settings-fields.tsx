import { Input, Select, Textarea, TextInput } from "@mantine/core";
import { useId } from "react";
import styles from "./documents.module.css";
import type { SettingsForm } from "./settings-form.ts";

interface Properties {
  readonly form: SettingsForm;
  readonly onChange: (changes: Partial<SettingsForm>) => void;
}

const languages = [
  { value: "en", label: "English" },
  { value: "de", label: "German" },
];
const papers = [
  { value: "A4", label: "A4" },
  { value: "Letter", label: "US Letter" },
];
const profiles = [
  { value: "en16931", label: "EN 16931" },
  { value: "xrechnung", label: "XRechnung (German public sector)" },
];

/** Colour, language and the words around the figures. */
export function SettingsFields({ form, onChange }: Properties) {
  const colour = useId();
  const field = (name: keyof SettingsForm) => ({
    value: form[name],
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
      onChange({ [name]: currentTarget.value }),
  });
  const select = (name: keyof SettingsForm) => ({
    value: form[name],
    allowDeselect: false,
    onChange: (value: string | null) => value !== null && onChange({ [name]: value }),
  });
  return (
    <>
      <div className={styles.pair}>
        <div>
          <Input.Label htmlFor={colour}>Colour</Input.Label>
          <div className={styles.swatch}>
            <input id={colour} type="color" {...field("accent")} />
            <code>{form.accent}</code>
          </div>
        </div>
        <Select
          label="Language"
          description="Where a customer has none of its own"
          data={languages}
          {...select("language")}
        />
      </div>
      <div className={styles.pair}>
        <Select label="Paper" data={papers} {...select("paper")} />
        <Select label="E-invoices" data={profiles} {...select("profile")} />
      </div>
      <TextInput
        label="Line above the address"
        placeholder="The seller’s name and address"
        maxLength={200}
        {...field("senderLine")}
      />
      <Textarea
        label="Foot of every page"
        description="A line each; an empty line begins the next of up to four columns. Empty: the seller’s particulars."
        rows={5}
        {...field("footer")}
      />
      <div className={styles.pair}>
        <TextInput label="Contact" maxLength={200} {...field("contactName")} />
        <TextInput label="Telephone" maxLength={200} {...field("contactPhone")} />
      </div>
      <div className={styles.pair}>
        <TextInput label="E-mail" type="email" maxLength={200} {...field("contactEmail")} />
        <TextInput
          label="Country of delivery"
          placeholder="AT"
          maxLength={2}
          {...field("deliveryCountry")}
        />
      </div>
      <Textarea label="On payment" rows={3} {...field("paymentInstructions")} />
      <Textarea label="At the end" rows={3} {...field("notes")} />
    </>
  );
}
