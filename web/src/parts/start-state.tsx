import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { summaryQuery } from "../api/summary.ts";
import { Sheet } from "./sheet.tsx";
import styles from "./start-state.module.css";

/** Its children once a model is published; until then, how to publish one: without it there is nothing to show. */
export function WithModel({ children }: { children: ReactNode }) {
  const { data } = useQuery(summaryQuery);
  return data?.model === null ? <StartState /> : children;
}

function StartState() {
  return (
    <Sheet label="Start">
      <div className={styles.start}>
        <h2 className={styles.title}>Publish a model to begin</h2>
        <p>
          The model states what you sell: plans, meters, prices. Check it with{" "}
          <code>florin check</code>, then send it as JSON with an API key of this server:
        </p>
        <pre className={styles.command}>
          <code>{command(window.location.origin)}</code>
        </pre>
        <p className={styles.note}>
          After that, record customers and what they buy, and send usage. Fees in advance are
          invoiced at once, usage when its period ends.
        </p>
      </div>
    </Sheet>
  );
}

const command = (origin: string): string =>
  [
    `curl ${origin}/v1/models \\`,
    '  -H "Authorization: Bearer $KEY" \\',
    '  -H "Content-Type: application/json" \\',
    "  --data-binary @model.json",
  ].join("\n");
