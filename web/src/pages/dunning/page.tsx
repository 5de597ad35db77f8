import { getRouteApi } from "@tanstack/react-router";
import type { Dunning } from "../../api/accounts.ts";
import { formatQuantity } from "../../format/format-quantity.ts";
import { Answer } from "../../parts/answer.tsx";
import { CsvButton } from "../../parts/csv-button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Figure, FigureStrip } from "../../parts/figure-strip.tsx";
import { LoadingBlock } from "../../parts/loading.tsx";
import { Money } from "../../parts/money.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageStack } from "../../parts/page-stack.tsx";
import { Panel } from "../../parts/panel.tsx";
import { WithModel } from "../../parts/start-state.tsx";
import { AccountTable, accountRows, accountsHeader } from "./account-table.tsx";
import { useDunning } from "./queries.ts";
import { StageLadder } from "./stage-ladder.tsx";

const route = getRouteApi("/dunning");

/** Who is being dunned, by step of the policy, with what is overdue and what comes next. */
export function DunningPage() {
  const dunning = useDunning();
  return (
    <>
      <PageHeader
        title="Dunning"
        intro="Who has been reminded and has not paid, by the furthest step that one of their invoices has come to."
      />
      <WithModel>
        <Answer query={dunning} loading={<LoadingBlock height={420} />}>
          {(data) => <Dunned dunning={data} />}
        </Answer>
      </WithModel>
    </>
  );
}

function Dunned({ dunning }: { dunning: Dunning }) {
  const { step } = route.useSearch();
  const { currency, accounts, overdue, stages, items } = dunning;
  if (stages.length === 0 && accounts === 0)
    return (
      <Panel title="No policy">
        <EmptyState>
          The model has no dunning policy, so overdue invoices only wait. Steps such as a reminder
          after 3 days and a suspension after 30 are data: <code>payment.dunning</code> of the
          model.
        </EmptyState>
      </Panel>
    );
  const chosen = step === undefined ? undefined : Number(step);
  const shown =
    chosen === undefined ? items : items.filter(({ stage }) => stage.afterDueDays === chosen);
  const suspended = items.filter(({ suspendedSince }) => suspendedSince !== null).length;
  return (
    <PageStack>
      <FigureStrip>
        <Figure
          name="Overdue on dunned accounts"
          value={<Money amount={overdue} currency={currency} />}
        />
        <Figure name="Accounts" value={formatQuantity(accounts)} note="Being dunned" />
        <Figure
          name="Suspended"
          value={formatQuantity(suspended)}
          note="Without access, billed on"
          tone={suspended > 0 ? "attention" : "plain"}
        />
      </FigureStrip>
      <Panel title="Steps" intro="Each account stands on one of them">
        <StageLadder stages={stages} currency={currency} chosen={chosen} />
      </Panel>
      <Panel
        title="Accounts"
        flush
        aside={
          shown.length === 0 ? undefined : (
            <CsvButton name="dunning" header={accountsHeader} rows={() => accountRows(shown)} />
          )
        }
      >
        {shown.length === 0 ? (
          <EmptyState>
            {chosen === undefined ? "Nobody is being dunned." : "Nobody stands on this step."}
          </EmptyState>
        ) : (
          <AccountTable accounts={shown} />
        )}
      </Panel>
    </PageStack>
  );
}
