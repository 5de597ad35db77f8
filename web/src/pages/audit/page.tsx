import { SegmentedControl, TextInput } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { AuditFinding, PlanAudit } from "../../api/plan.ts";
import { Answer } from "../../parts/answer.tsx";
import { CsvButton } from "../../parts/csv-button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Figure, FigureStrip } from "../../parts/figure-strip.tsx";
import { FilterBar } from "../../parts/filter-bar.tsx";
import { LoadingBlock } from "../../parts/loading.tsx";
import { InModel } from "../../parts/next-act.tsx";
import { NoMatch } from "../../parts/no-match.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageStack } from "../../parts/page-stack.tsx";
import { Panel } from "../../parts/panel.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { WithModel } from "../../parts/start-state.tsx";
import styles from "./audit.module.css";
import { FindingTable } from "./finding-table.tsx";
import { useAudit } from "./queries.ts";
import { StructurePanel, UnresolvedPanel } from "./structure-panel.tsx";

const route = getRouteApi("/plan/audit");

/** Every figure that the model's document claims, recomputed. */
export function AuditPage() {
  const audit = useAudit();
  return (
    <>
      <PageHeader
        title="Audit"
        intro="Every figure that the founding document states and that follows from others, recomputed from the model."
      />
      <WithModel>
        <Answer query={audit} loading={<LoadingBlock height={560} />}>
          {(data) =>
            data.findings.length + data.structure.length === 0 ? (
              <NoClaims model={data.name} />
            ) : (
              <Report audit={data} />
            )
          }
        </Answer>
      </WithModel>
    </>
  );
}

function NoClaims({ model }: { model: string }) {
  return (
    <Sheet label="Audit">
      <EmptyState next={<InModel>Write a claim in the model</InModel>}>
        {model} claims nothing yet. Write what its document states under <code>claims</code>:{" "}
        <code>
          {'{ margin: { section: "4.2", states: "60%", formula: "gross-profit / revenue" } }'}
        </code>
        . The audit recomputes it, and says by how much it is off.
      </EmptyState>
    </Sheet>
  );
}

const header = [
  "section",
  "claim",
  "stated",
  "recomputed",
  "unit",
  "verdict",
  "off by",
  "explanation",
];
const csvRow = (one: AuditFinding) => [
  one.section,
  one.claim,
  one.stated,
  one.recomputed,
  one.unit,
  one.verdict,
  one.share,
  one.explanation,
];

function Report({ audit }: { audit: PlanAudit }) {
  const { summary, findings, source, structure, unresolved } = audit;
  const { verdict, q = "" } = route.useSearch();
  const wanted = q.trim().toLowerCase();
  const shown = findings.filter(
    (one) =>
      (verdict === undefined || one.verdict === verdict) &&
      (wanted === "" ||
        [one.claim, one.section, one.explanation, ...one.rows].some((text) =>
          text.toLowerCase().includes(wanted),
        )),
  );
  return (
    <PageStack>
      <FigureStrip>
        <Figure
          name="Fail"
          value={summary.fails}
          note={`Of ${summary.claims} claims${source === null ? "" : ` of ${source}`}`}
          tone={summary.fails > 0 ? "attention" : "plain"}
        />
        <Figure name="Hold" value={summary.holds} note="In the digits they are printed in" />
        <Figure
          name="Not checked"
          value={summary.unchecked}
          note="Nothing tells how they come about"
        />
        {structure.length > 0 && (
          <Figure
            name="Do not hold together"
            value={<a href="#structure">{structure.length}</a>}
            note="Whatever single claims say"
            tone="attention"
          />
        )}
        {unresolved.length > 0 && (
          <Figure
            name="Missing documents"
            value={<a href="#unresolved">{unresolved.length}</a>}
            note="Referred to, and not there"
          />
        )}
      </FigureStrip>
      <AuditFilters
        csv={<CsvButton name="audit" header={header} rows={() => shown.map(csvRow)} />}
      />
      {shown.length === 0 && (
        <Sheet label="Claims">
          <NoMatch noun="claim" />
        </Sheet>
      )}
      {bySection(shown).map(([section, own]) => (
        <Panel key={section} title={section} intro={countOf(own)} flush>
          <FindingTable section={section} findings={own} />
        </Panel>
      ))}
      <StructurePanel structure={structure} />
      <UnresolvedPanel unresolved={unresolved} />
    </PageStack>
  );
}

function AuditFilters({ csv }: { csv: ReactNode }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (part: Partial<typeof search>) =>
    void navigate({ search: { ...search, ...part }, replace: true });
  return (
    <FilterBar>
      <TextInput
        type="search"
        label="Search"
        placeholder="Claim, section or explanation"
        value={search.q ?? ""}
        onChange={(event) => change({ q: event.currentTarget.value || undefined })}
      />
      <SegmentedControl
        className={styles.cuts ?? ""}
        classNames={{ control: styles.cut ?? "" }}
        aria-label="Verdict"
        data={[
          { value: "", label: "All" },
          { value: "fails", label: "Fails" },
          { value: "unchecked", label: "Not checked" },
          { value: "holds", label: "Holds" },
        ]}
        value={search.verdict ?? ""}
        onChange={(next) =>
          change({ verdict: next === "" ? undefined : (next as AuditFinding["verdict"]) })
        }
      />
      {csv}
    </FilterBar>
  );
}

/** Findings by section, both in the order of the document. */
function bySection(
  findings: readonly AuditFinding[],
): readonly (readonly [string, readonly AuditFinding[]])[] {
  const sections = new Map<string, AuditFinding[]>();
  for (const finding of findings)
    sections.set(finding.section, [...(sections.get(finding.section) ?? []), finding]);
  return [...sections];
}

function countOf(findings: readonly AuditFinding[]): string {
  const fails = findings.filter(({ verdict }) => verdict === "fails").length;
  const claims = `${findings.length} ${findings.length === 1 ? "claim" : "claims"}`;
  return fails === 0 ? claims : `${claims}, ${fails} ${fails === 1 ? "fails" : "fail"}`;
}
