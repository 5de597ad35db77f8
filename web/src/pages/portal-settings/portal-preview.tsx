import type { CSSProperties } from "react";
import { brandShades } from "../../theme/brand-colour.ts";
import styles from "./portal-settings.module.css";
import type { PortalForm } from "./settings-form.ts";

interface Properties {
  readonly form: PortalForm;
  readonly shownName: string;
}

/** How the head of a customer's pages looks with what is chosen, in both schemes. Nothing in it can be pressed. */
export function PortalPreview({ form, shownName }: Properties) {
  return (
    <div className={styles.samples}>
      <Sample form={form} shownName={shownName} scheme="light" />
      <Sample form={form} shownName={shownName} scheme="dark" />
    </div>
  );
}

function Sample({ form, shownName, scheme }: Properties & { scheme: "light" | "dark" }) {
  const shades = brandShades(form.colour, scheme);
  const name = form.name.trim() === "" ? shownName : form.name;
  const colours = {
    "--sample-fill": shades?.fill,
    "--sample-on-fill": shades?.onFill,
    "--sample-text": shades?.text,
  } as CSSProperties;
  return (
    <figure className={styles.sample} data-scheme={scheme} style={colours}>
      <figcaption className="visually-hidden">
        {scheme === "light" ? "On light ground" : "On dark ground"}
      </figcaption>
      <div className={styles.sampleHead}>
        {form.logo === null ? (
          <strong>{name}</strong>
        ) : (
          <img src={form.logo} alt={name} className={styles.samplePicture} />
        )}
      </div>
      <div className={styles.sampleBody}>
        <p className={styles.sampleTitle}>Overview</p>
        <p className={styles.sampleWords}>
          Cost so far <span className={styles.sampleLink}>See your usage</span>
        </p>
        <span className={styles.sampleBar}>
          <span />
        </span>
        <span className={styles.sampleButton}>Pay now</span>
      </div>
    </figure>
  );
}
