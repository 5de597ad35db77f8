import type { Feature } from "../../api/entitlements.ts";
import { EntitlementSources } from "../../parts/entitlement-sources.tsx";
import { featureValue } from "../../parts/feature-value.ts";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { VerdictMark } from "../../parts/verdict-mark.tsx";

const kinds: Readonly<Record<Feature["kind"], string>> = {
  flag: "On or off",
  limit: "Limit",
  level: "Level",
};

interface Properties {
  readonly features: readonly Feature[];
  readonly names: ReadonlyMap<string, string>;
}

/** Every feature that there is, what the customer has of it, and what grants it. */
export function FeatureTable({ features, names }: Properties) {
  const columns: readonly Column<Feature>[] = [
    {
      key: "name",
      header: "Feature",
      narrow: "title",
      cell: ({ name }) => name,
    },
    { key: "id", header: "Id", narrow: "none", cell: ({ id }) => <code>{id}</code> },
    { key: "kind", header: "Kind", cell: ({ kind }) => kinds[kind] },
    {
      key: "value",
      header: "Has",
      narrow: "figure",
      cell: (feature) => (
        <VerdictMark tone={feature.value === null ? "open" : "good"}>
          {featureValue(feature)}
        </VerdictMark>
      ),
    },
    {
      key: "sources",
      header: "From",
      narrow: "wide",
      cell: ({ sources }) => <EntitlementSources sources={sources} names={names} />,
    },
  ];
  return (
    <RecordTable caption="Features" columns={columns} rows={features} rowKey={({ id }) => id} />
  );
}
