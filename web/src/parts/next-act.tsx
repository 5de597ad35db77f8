import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { CopyButton } from "./copy-button.tsx";
import styles from "./next-act.module.css";

/** Leads to the model's form, where what is missing is written. */
export const InModel = ({ children }: { children: ReactNode }) => (
  <Link to="/model" search={{ view: "form" }}>
    {children}
  </Link>
);

/** Names the button above that does it: a second one of its name would be one too many. */
export const Above = ({ act }: { act: string }) => (
  <p>
    Choose <strong>{act}</strong> above.
  </p>
);

interface CallProperties {
  readonly path: string;
  /** What is sent, as JSON; words in capitals are to be filled in. */
  readonly body: object;
}

/** A call of the API that begins it, as it is typed. */
export function ApiCall({ path, body }: CallProperties) {
  const text = [
    `curl ${window.location.origin}${path} \\`,
    '  -H "Authorization: Bearer $KEY" \\',
    '  -H "Content-Type: application/json" \\',
    `  -d '${JSON.stringify(body)}'`,
  ].join("\n");
  return (
    <div className={styles.call}>
      <pre>
        <code>{text}</code>
      </pre>
      <CopyButton text={text} />
    </div>
  );
}
