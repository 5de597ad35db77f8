import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { identityOf, type ModelVersion, modelDiffQuery } from "../../api/models.ts";
import { formatMinute } from "../../format/format-date.ts";
import { Answer } from "../../parts/answer.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { LoadingRows } from "../../parts/loading.tsx";
import { Above } from "../../parts/next-act.tsx";
import { Panel } from "../../parts/panel.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { DifferenceList } from "./difference-list.tsx";
import styles from "./model.module.css";
import { VersionSelect } from "./version-select.tsx";

const route = getRouteApi("/model");

const columns: readonly Column<ModelVersion>[] = [
  {
    key: "version",
    header: "Version",
    narrow: "title",
    cell: (one) => (
      <a
        href={`/v1/models/${encodeURIComponent(one.id)}/versions/${encodeURIComponent(one.version)}?form=file`}
      >
        {identityOf(one)}
      </a>
    ),
  },
  {
    key: "at",
    header: "Published, UTC",
    narrow: "detail",
    cell: ({ publishedAt }) => formatMinute(publishedAt),
  },
  {
    key: "by",
    header: "By",
    narrow: "detail",
    cell: ({ publishedBy }) => (publishedBy === null ? "Not told" : <code>{publishedBy}</code>),
  },
  {
    key: "changes",
    header: "Changes",
    figure: true,
    narrow: "named",
    cell: ({ changes }) => (changes === null ? "First" : String(changes)),
  },
];

/** Every version that was published, and what any two say otherwise. */
export function VersionsView({ versions }: { versions: readonly ModelVersion[] }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const identities = versions.map(identityOf);
  const to = search.to ?? identities.at(-1) ?? "";
  const from = search.from ?? identities.at(-2) ?? identities[0] ?? "";
  const choices = [...identities].reverse();
  if (versions.length === 0)
    return (
      <Panel title="Versions">
        <EmptyState next={<Above act="Publish" />}>
          Nothing is published yet. The draft becomes the first version.
        </EmptyState>
      </Panel>
    );
  const choose = (chosen: { readonly from: string; readonly to: string }): void =>
    void navigate({ search: { view: "versions", ...chosen }, replace: true });
  return (
    <>
      <Panel title="Versions" intro="The newest first; it is in force for new purchases." flush>
        <RecordTable
          caption="Versions of the model"
          columns={columns}
          rows={[...versions].reverse()}
          rowKey={identityOf}
        />
      </Panel>
      <Panel
        title="What one says otherwise than another"
        aside={
          <div className={styles.questions}>
            <VersionSelect
              label="From"
              versions={choices}
              chosen={from}
              onChoose={(one) => choose({ from: one, to })}
            />
            <VersionSelect
              label="To"
              versions={choices}
              chosen={to}
              onChoose={(one) => choose({ from, to: one })}
            />
          </div>
        }
      >
        <Compared from={from} to={to} />
      </Panel>
    </>
  );
}

function Compared({ from, to }: { readonly from: string; readonly to: string }) {
  const diff = useQuery(modelDiffQuery(from, { version: to }));
  return (
    <Answer query={diff} loading={<LoadingRows />}>
      {(comparison) => <DifferenceList comparison={comparison} />}
    </Answer>
  );
}
