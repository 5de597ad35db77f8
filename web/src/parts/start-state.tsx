import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { summaryQuery } from "../api/summary.ts";
import { FirstStep } from "./first-step.tsx";

/** Its children once a model is published; until then, how to publish one: without it there is nothing to show. */
export function WithModel({ children }: { children: ReactNode }) {
  const { data } = useQuery(summaryQuery);
  return data?.model === null ? <StartState /> : children;
}

function StartState() {
  return (
    <FirstStep
      title="Publish a model to begin"
      intro={
        <>
          The model states what you sell: plans, meters, prices. Check it with{" "}
          <code>florin check</code>, then send it as JSON with an API key of this server:
        </>
      }
      example={command(window.location.origin)}
      note="After that, record customers and what they buy, and send usage. Fees in advance are invoiced at once, usage when its period ends."
    />
  );
}

const command = (origin: string): string =>
  [
    `curl ${origin}/v1/models \\`,
    '  -H "Authorization: Bearer $KEY" \\',
    '  -H "Content-Type: application/json" \\',
    "  --data-binary @model.json",
  ].join("\n");
