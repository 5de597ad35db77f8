import { Button } from "@mantine/core";
import { IconCopy } from "@tabler/icons-react";
import { useState } from "react";
import type { Overrides } from "../../api/plan.ts";
import { Panel } from "../../parts/panel.tsx";
import styles from "./what-if.module.css";

/** What was slid, as a scenario to write into the model. */
export function AsScenario({ scenario, set }: { scenario: string | undefined; set: Overrides }) {
  const [copied, setCopied] = useState("");
  const text = JSON.stringify(
    { name: "What if", ...(scenario === undefined ? {} : { from: scenario }), set },
    null,
    2,
  );
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(text);
  };
  return (
    <Panel
      title="As a scenario"
      intro="To keep it, write it under scenarios in the model and publish that."
      aside={
        "clipboard" in navigator ? (
          <Button
            size="xs"
            leftSection={<IconCopy size={14} stroke={1.75} aria-hidden />}
            onClick={() => void copy()}
          >
            {copied === text ? "Copied" : "Copy"}
          </Button>
        ) : undefined
      }
    >
      <pre className={styles.scenario}>
        <code>{text}</code>
      </pre>
    </Panel>
  );
}
