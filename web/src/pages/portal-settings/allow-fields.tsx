import { Checkbox, Input, Textarea } from "@mantine/core";
import type { Plan } from "../../api/plans.ts";
import type { PortalAllowance } from "../../api/portal.ts";
import styles from "./portal-settings.module.css";
import type { PortalForm } from "./settings-form.ts";

interface Properties {
  readonly form: PortalForm;
  readonly plans: readonly Plan[];
  readonly onChange: (changes: Partial<PortalForm>) => void;
}

const acts: readonly { readonly act: keyof PortalAllowance; readonly label: string }[] = [
  { act: "changePlan", label: "Change their plan" },
  { act: "cancel", label: "Cancel their plan" },
  { act: "paymentMethod", label: "Enter and remove payment methods" },
  { act: "keys", label: "Make and revoke API keys" },
  { act: "members", label: "Invite members of their own" },
];

const languages = [
  { value: "en", label: "English" },
  { value: "de", label: "German" },
] as const;

/** What customers may do, which plans they see, the languages, and which pages may show the portal. */
export function AllowFields({ form, plans, onChange }: Properties) {
  const offered = form.plans === "all" ? plans.map(({ id }) => id) : form.plans;
  const choosePlan = (id: string, isOffered: boolean) => {
    const next = plans
      .map((plan) => plan.id)
      .filter((one) => (one === id ? isOffered : offered.includes(one)));
    onChange({ plans: next.length === plans.length ? "all" : next });
  };
  return (
    <div className={styles.fields}>
      <fieldset className={styles.choices}>
        <Input.Label component="legend">They may</Input.Label>
        {acts.map(({ act, label }) => (
          <Checkbox
            key={act}
            label={label}
            checked={form.allow[act]}
            onChange={(event) =>
              onChange({ allow: { ...form.allow, [act]: event.currentTarget.checked } })
            }
          />
        ))}
      </fieldset>
      {plans.length > 0 && (
        <fieldset className={styles.choices}>
          <Input.Label component="legend">Plans that are offered</Input.Label>
          {plans.map(({ id, name }) => (
            <Checkbox
              key={id}
              label={name}
              checked={offered.includes(id)}
              onChange={(event) => choosePlan(id, event.currentTarget.checked)}
            />
          ))}
        </fieldset>
      )}
      <fieldset className={styles.choices}>
        <Input.Label component="legend">Languages</Input.Label>
        {languages.map(({ value, label }) => {
          const isChosen = form.languages.includes(value);
          return (
            <Checkbox
              key={value}
              label={label}
              checked={isChosen}
              disabled={isChosen && form.languages.length === 1}
              onChange={() =>
                onChange({
                  languages: isChosen
                    ? form.languages.filter((one) => one !== value)
                    : [...form.languages, value],
                })
              }
            />
          );
        })}
      </fieldset>
      <Textarea
        label="Pages that may show it in a frame"
        description="An origin a line, such as https://app.example.com. Empty: none may."
        rows={3}
        value={form.origins}
        onChange={(event) => onChange({ origins: event.currentTarget.value })}
      />
    </div>
  );
}
