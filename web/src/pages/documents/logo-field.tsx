import { Button, Input } from "@mantine/core";
import { useRef } from "react";
import type { LogoChoice } from "../../api/document-settings.ts";
import styles from "./documents.module.css";

interface Properties {
  readonly logo: LogoChoice;
  /** Whether the sample beside has one: how it looks is seen there. */
  readonly isShown: boolean;
  readonly onChoose: (logo: LogoChoice) => void;
}

/** Which logo there is, and ways to choose another or none. */
export function LogoField({ logo, isShown, onChoose }: Properties) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className={styles.logo}>
      <Input.Label component="span">Logo</Input.Label>
      <p className={styles.hint}>{stateOf(logo, isShown)}</p>
      <input
        ref={input}
        type="file"
        accept="image/png,image/jpeg"
        aria-label="Choose a logo"
        hidden
        onChange={({ currentTarget }) => onChoose(currentTarget.files?.[0] ?? undefined)}
      />
      <div className={styles.buttons}>
        <Button onClick={() => input.current?.click()}>Choose an image</Button>
        {isShown && <Button onClick={() => onChoose(null)}>Remove</Button>}
      </div>
      <p className={styles.hint}>PNG or JPEG, up to a megabyte.</p>
    </div>
  );
}

function stateOf(logo: LogoChoice, isShown: boolean): string {
  if (logo instanceof File) return `${logo.name}, not saved yet`;
  return isShown ? "The one in the sample" : "None: the seller’s name stands in its place";
}
