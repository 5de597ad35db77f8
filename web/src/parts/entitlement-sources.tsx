import { Link } from "@tanstack/react-router";
import type { EntitlementSource } from "../api/entitlements.ts";
import { sourceWords } from "./entitlement-words.ts";

interface Properties {
  readonly sources: readonly EntitlementSource[];
  /** Names of what was bought, by id in the model. */
  readonly names: ReadonlyMap<string, string>;
}

/** What grants something; a signed contract as a link. */
export function EntitlementSources({ sources, names }: Properties) {
  if (sources.length === 0) return "Nothing grants it";
  return sources.map((source, index) => (
    <span key={`${source.kind} ${source.id}`}>
      {index > 0 && " + "}
      {source.kind === "contract" ? (
        <Link to="/contracts/$contractId" params={{ contractId: source.id }}>
          {sourceWords(source, names)}
        </Link>
      ) : (
        sourceWords(source, names)
      )}
    </span>
  ));
}
