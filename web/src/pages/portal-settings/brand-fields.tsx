import { Button, Input, TextInput } from "@mantine/core";
import { useId, useRef, useState } from "react";
import { contrastOf } from "../../theme/brand-colour.ts";
import styles from "./portal-settings.module.css";
import type { PortalForm } from "./settings-form.ts";

interface Properties {
  readonly form: PortalForm;
  /** What it is called where no name is chosen. */
  readonly shownName: string;
  readonly onChange: (changes: Partial<PortalForm>) => void;
}

/** Characters that a picture has at most as a `data:` URL. */
const logoLengthMax = 100_000;

/** Name, picture and colour, and whom customers ask. */
export function BrandFields({ form, shownName, onChange }: Properties) {
  const colour = useId();
  const isPale = (contrastOf(form.colour, "#ffffff") ?? 0) < 3;
  const field = (name: "name" | "supportEmail" | "supportUrl" | "address") => ({
    value: form[name],
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
      onChange({ [name]: currentTarget.value }),
  });
  return (
    <div className={styles.fields}>
      <TextInput label="Name" placeholder={shownName} maxLength={200} {...field("name")} />
      <LogoField logo={form.logo} onChoose={(logo) => onChange({ logo })} />
      <div>
        <Input.Label htmlFor={colour}>Colour</Input.Label>
        <div className={styles.swatch}>
          <input
            id={colour}
            type="color"
            value={form.colour}
            onChange={(event) => onChange({ colour: event.currentTarget.value })}
          />
          <code>{form.colour}</code>
        </div>
        <p className={styles.hint}>
          {isPale
            ? "Too pale to be seen on white: please choose a darker one."
            : "Shades of it are made that can be read, light and dark."}
        </p>
      </div>
      <div className={styles.pair}>
        <TextInput
          label="E-mail for questions"
          type="email"
          maxLength={200}
          {...field("supportEmail")}
        />
        <TextInput
          label="Page with help"
          placeholder="https://"
          maxLength={2_000}
          {...field("supportUrl")}
        />
      </div>
      <TextInput
        label="Where customers reach this server"
        description="Links begin with it; empty: as you reach it now."
        placeholder={window.location.origin}
        {...field("address")}
      />
    </div>
  );
}

interface LogoProperties {
  readonly logo: string | null;
  readonly onChoose: (logo: string | null) => void;
}

function LogoField({ logo, onChoose }: LogoProperties) {
  const input = useRef<HTMLInputElement>(null);
  const [tooLarge, setTooLarge] = useState(false);
  const choose = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const picture = await dataUrl(file);
    setTooLarge(picture.length > logoLengthMax);
    if (picture.length <= logoLengthMax) onChoose(picture);
  };
  return (
    <div className={styles.logo}>
      <Input.Label component="span">Logo</Input.Label>
      <input
        ref={input}
        type="file"
        accept="image/png,image/jpeg,image/svg+xml"
        aria-label="Choose a logo"
        hidden
        onChange={({ currentTarget }) => void choose(currentTarget.files?.[0])}
      />
      <div className={styles.buttons}>
        <Button onClick={() => input.current?.click()}>Choose a picture</Button>
        {logo !== null && <Button onClick={() => onChoose(null)}>Remove it</Button>}
      </div>
      <p className={styles.hint} role="status">
        {tooLarge
          ? "This picture is too large: please save it smaller, or as SVG."
          : "PNG, JPEG or SVG, up to 70 kB. Without one the name stands in its place."}
      </p>
    </div>
  );
}

const dataUrl = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
