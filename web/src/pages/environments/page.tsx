import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { type Environment, environmentsQuery } from "../../api/environments.ts";
import { switchEnvironment } from "../../api/people.ts";
import { formatMinute } from "../../format/format-date.ts";
import { Acts } from "../../parts/acts.tsx";
import { Answer } from "../../parts/answer.tsx";
import { FormPlace } from "../../parts/form-place.tsx";
import { LoadingRows } from "../../parts/loading.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { Panel } from "../../parts/panel.tsx";
import { ProblemNotice } from "../../parts/problem-notice.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { useAskedOpen } from "../../parts/use-asked-open.ts";
import { useIsPerson } from "../../parts/use-caller.ts";
import { useEnvironmentSwitch } from "../../parts/use-environment-switch.ts";
import { MoveClockForm, NewSandboxForm, OpenWithKeyForm } from "./environment-forms.tsx";

const route = getRouteApi("/environments");

type Act = "open" | "move";
type Open = "new" | { readonly environment: Environment; readonly act: Act } | undefined;

/** The environments of the organisation: the live ones, and sandboxes with clocks of their own. */
export function EnvironmentsPage() {
  const environments = useQuery(environmentsQuery);
  const isPerson = useIsPerson();
  const switching = useEnvironmentSwitch(switchEnvironment);
  const { open: asked } = route.useSearch();
  const [open, setOpen] = useAskedOpen<NonNullable<Open>>(asked);
  const close = () => setOpen(undefined);
  const choose = (environment: Environment, act: Act) => {
    if (act === "open" && isPerson) switching.mutate(environment.id);
    else setOpen({ environment, act });
  };
  return (
    <>
      <PageHeader
        title="Environments"
        intro="Each has customers, books, keys and events of its own; nothing of one is seen in another. A sandbox has a clock of its own, too."
      />
      <Panel
        title="Environments"
        flush
        aside={
          open === "new" ? undefined : (
            <Button size="xs" onClick={() => setOpen("new")}>
              Make a sandbox
            </Button>
          )
        }
      >
        {open !== undefined && (
          <FormPlace>
            <OpenForm open={open} onDone={close} />
          </FormPlace>
        )}
        {switching.isError && (
          <FormPlace>
            <ProblemNotice error={switching.error} />
          </FormPlace>
        )}
        <Answer query={environments} loading={<LoadingRows rows={2} />}>
          {({ items }) => (
            <RecordTable
              caption="Environments"
              columns={columnsFor(choose)}
              rows={items}
              rowKey={({ id }) => id}
            />
          )}
        </Answer>
      </Panel>
    </>
  );
}

function OpenForm({ open, onDone }: { open: NonNullable<Open>; onDone: () => void }) {
  if (open === "new") return <NewSandboxForm onDone={onDone} />;
  const { environment, act } = open;
  return act === "move" ? (
    <MoveClockForm key={environment.id} environment={environment} onDone={onDone} />
  ) : (
    <OpenWithKeyForm key={environment.id} environment={environment} onDone={onDone} />
  );
}

const columnsFor = (
  choose: (environment: Environment, act: Act) => void,
): readonly Column<Environment>[] => [
  {
    key: "name",
    header: "Name",
    narrow: "title",
    cell: ({ name, current }) => `${name}${current ? ", this one" : ""}`,
  },
  { key: "id", header: "Id", narrow: "wide", cell: ({ id }) => <code>{id}</code> },
  {
    key: "kind",
    header: "Kind",
    cell: ({ kind }) => (kind === "live" ? "Live" : "Sandbox"),
  },
  {
    key: "clock",
    header: "Clock",
    narrow: "named",
    cell: ({ clock }) =>
      clock.mode === "real" ? "Real time" : `Stands at ${formatMinute(clock.now)}`,
  },
  {
    key: "created",
    header: "Made",
    narrow: "named",
    cell: ({ createdAt }) => formatMinute(createdAt),
  },
  {
    key: "acts",
    header: "Actions",
    figure: true,
    narrow: "wide",
    cell: (environment) => (
      <Acts
        of={environment.name}
        acts={[
          ...(environment.kind === "sandbox" ? ([["move", "Move its clock"]] as const) : []),
          ...(environment.current ? [] : ([["open", "Open"]] as const)),
        ]}
        onChoose={(act) => choose(environment, act)}
      />
    ),
  },
];
