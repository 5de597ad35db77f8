import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { type ModelVersion, modelCheckQuery } from "../../api/models.ts";
import type { ModelView } from "../../model-routes.ts";
import { PageStack } from "../../parts/page-stack.tsx";
import { CheckPanel } from "./check-panel.tsx";
import { CodeView } from "./code-view.tsx";
import { CompareView } from "./compare-view.tsx";
import { draftText, valueAt, withValue } from "./edit-document.ts";
import { FormView } from "./form-view.tsx";
import { readText } from "./json-places.ts";
import styles from "./model.module.css";
import { PictureView } from "./picture-view.tsx";
import { PublishForm } from "./publish-form.tsx";
import { type Draft, useDraft } from "./use-draft.ts";
import { VersionsView } from "./versions-view.tsx";

const route = getRouteApi("/model");

const views: readonly { readonly view: ModelView; readonly label: string }[] = [
  { view: "picture", label: "Picture" },
  { view: "form", label: "Form" },
  { view: "code", label: "Code" },
  { view: "compare", label: "Compare" },
  { view: "versions", label: "Versions" },
];

interface Properties {
  readonly versions: readonly ModelVersion[];
  /** What a draft begins as. */
  readonly start: Draft;
}

/** One draft in its views, what is wrong with it, and publishing it. */
export function ModelBoard({ versions, start }: Properties) {
  const { view = "picture", part } = route.useSearch();
  const navigate = route.useNavigate();
  const { draft: kept, keep, drop } = useDraft();
  const [checked, setChecked] = useState<string>();
  // Which try to publish is open: each has a form of its own.
  const [publishing, setPublishing] = useState<number>();
  const [tries, setTries] = useState(0);
  const draft = kept ?? start;
  const read = readText(draft.text);
  const check = useQuery({ ...modelCheckQuery(checked ?? ""), enabled: checked !== undefined });
  const faults = checked === draft.text ? (check.data?.faults ?? []) : [];
  const document = read.ok ? read.value : undefined;
  const write = (text: string): void => {
    if (text === start.text) drop();
    else keep({ base: draft.base, text });
  };
  const edit = (path: string, value: unknown): void =>
    write(draftText(withValue(document, path, value)));
  const lead = (path: string, to: ModelView = "form"): void =>
    void navigate({ search: { view: to, part: path } });
  const identity = `${String(valueAt(document, "/id") ?? "?")}@${String(valueAt(document, "/version") ?? "?")}`;
  return (
    <PageStack>
      <div className={styles.bar}>
        <nav aria-label="Views of the model" className={styles.views}>
          {views.map((one) => (
            <Link
              key={one.view}
              to="/model"
              search={{ view: one.view }}
              className={styles.view}
              aria-current={one.view === view ? "page" : undefined}
            >
              {one.label}
            </Link>
          ))}
        </nav>
        <p className={styles.state} role="status">
          {kept === undefined ? (
            <>
              {start.base === null ? "Nothing is published yet" : <code>{start.base}</code>}
              {start.base !== null && " is in force; nothing is changed"}
            </>
          ) : (
            <>
              Draft <code>{identity}</code>
              {draft.base !== null && (
                <>
                  {" "}
                  on <code>{draft.base}</code>
                </>
              )}
              , kept in this browser
              {draft.base !== start.base && start.base !== null && (
                <strong>
                  . Since then <code>{start.base}</code> was published: compare before you publish
                </strong>
              )}
            </>
          )}
        </p>
        <div className={styles.acts}>
          {kept !== undefined && <Button onClick={drop}>Throw away</Button>}
          <Button disabled={!read.ok} onClick={() => setChecked(draft.text)}>
            Check
          </Button>
          <Button
            variant="filled"
            disabled={!read.ok || (kept === undefined && start.base !== null)}
            onClick={() => {
              setChecked(draft.text);
              setTries(tries + 1);
              setPublishing(tries);
            }}
          >
            Publish
          </Button>
        </div>
      </div>
      {publishing !== undefined && (
        <PublishForm
          key={publishing}
          text={draft.text}
          identity={identity}
          base={draft.base}
          onDone={() => setPublishing(undefined)}
          onPublished={drop}
        />
      )}
      {checked !== undefined && (
        <CheckPanel
          query={check}
          stale={checked !== draft.text}
          read={read}
          onLead={lead}
          onClose={() => setChecked(undefined)}
        />
      )}
      {view === "code" ? (
        <CodeView text={draft.text} read={read} faults={faults} part={part} onChange={write} />
      ) : view === "versions" ? (
        <VersionsView versions={versions} />
      ) : !read.ok ? (
        <p className={styles.broken}>
          The code is not JSON in line {read.place.line}: {read.message}.{" "}
          <Link to="/model" search={{ view: "code" }}>
            Mend it there
          </Link>
          .
        </p>
      ) : view === "compare" ? (
        <CompareView draft={kept} versions={versions} />
      ) : view === "form" ? (
        <FormView document={document} part={part} faults={faults} onEdit={edit} />
      ) : (
        <PictureView document={document} faults={faults} />
      )}
    </PageStack>
  );
}
