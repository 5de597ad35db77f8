import { SegmentedControl } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { allMilestones, type Milestone, type MilestoneFilter } from "../../api/milestones.ts";
import type { CsvRow } from "../../format/csv-text.ts";
import { CsvButton } from "../../parts/csv-button.tsx";
import { CustomerFilter } from "../../parts/customer-filter.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { FilterBar } from "../../parts/filter-bar.tsx";
import { InModel } from "../../parts/next-act.tsx";
import { NoMatch } from "../../parts/no-match.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageList } from "../../parts/page-list.tsx";
import { Panel } from "../../parts/panel.tsx";
import { WithModel } from "../../parts/start-state.tsx";
import { narrowed } from "../../search-parameters.ts";
import { ProjectList } from "./project-list.tsx";
import { useMilestones } from "./queries.ts";

const route = getRouteApi("/projects");

const header: CsvRow = [
  "customer",
  "customerName",
  "sale",
  "offer",
  "soldOn",
  "milestone",
  "share",
  "amount",
  "currency",
  "billing",
  "reachedOn",
  "booked",
];

const rowsOf = (milestones: readonly Milestone[]): readonly CsvRow[] =>
  milestones.map((one) => [
    one.customer,
    one.customerName,
    one.sale,
    one.offer,
    one.soldOn,
    one.milestone,
    one.share,
    one.amount,
    one.currency,
    one.billing,
    one.reached?.on ?? null,
    one.reached === null ? null : String(one.reached.booked),
  ]);

/** What is delivered in milestones: which are reached, and the way to say that one is. */
export function ProjectsPage() {
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const milestones = useMilestones(filter);
  const change = (part: MilestoneFilter) =>
    void navigate({ search: narrowed(filter, part), replace: true });
  return (
    <>
      <PageHeader
        title="Projects"
        intro="What is delivered in milestones. Each is earned when it is reached, and most are billed then."
      />
      <WithModel>
        <FilterBar>
          <CustomerFilter chosen={filter.customer} onChoose={(customer) => change({ customer })} />
          <SegmentedControl
            aria-label="Milestones"
            data={[
              { value: "all", label: "All" },
              { value: "open", label: "Open" },
              { value: "reached", label: "Reached" },
            ]}
            value={filter.state ?? "all"}
            onChange={(state) =>
              change({ state: state === "open" || state === "reached" ? state : undefined })
            }
          />
        </FilterBar>
        <Panel
          title="Milestones"
          flush
          aside={
            <CsvButton
              name="milestones"
              header={header}
              rows={async () => rowsOf(await allMilestones(filter))}
            />
          }
        >
          <PageList
            csv={false}
            query={milestones}
            noun="milestone"
            empty={<Nothing narrowed={Object.keys(filter).length > 0} />}
          >
            {(items) => <ProjectList milestones={items} />}
          </PageList>
        </Panel>
      </WithModel>
    </>
  );
}

const Nothing = ({ narrowed }: { narrowed: boolean }) =>
  narrowed ? (
    <NoMatch noun="milestone" />
  ) : (
    <EmptyState next={<InModel>Write an offer in the model</InModel>}>
      Nothing was sold in milestones yet. An offer of the model with <code>milestones</code> is sold
      with <code>POST /v1/sales</code>; its parts are marked as reached here.
    </EmptyState>
  );
