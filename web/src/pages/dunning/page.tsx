import { getRouteApi, Link } from "@tanstack/react-router";
import { type Dunning, type DunningFilter, everyDunned } from "../../api/accounts.ts";
import { formatQuantity } from "../../format/format-quantity.ts";
import { Answer } from "../../parts/answer.tsx";
import { CsvButton } from "../../parts/csv-button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Figure, FigureStrip } from "../../parts/figure-strip.tsx";
import { LoadingBlock } from "../../parts/loading.tsx";
import { Money } from "../../parts/money.tsx";
import { InModel } from "../../parts/next-act.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageList } from "../../parts/page-list.tsx";
import { PageStack } from "../../parts/page-stack.tsx";
import { Panel } from "../../parts/panel.tsx";
import { WithModel } from "../../parts/start-state.tsx";
import { AccountTable, accountRows, accountsHeader } from "./account-table.tsx";
import { useDunning } from "./queries.ts";
import { StageLadder } from "./stage-ladder.tsx";

const route = getRouteApi("/dunning");

/** Who is being dunned, by step of the policy, with what is overdue and what comes next. */
export function DunningPage() {
  const { step } = route.useSearch();
  const filter = { afterDueDays: step === undefined ? undefined : Number(step) };
  const dunning = useDunning(filter);
  return (
    <>
      <PageHeader
        title="Dunning"
        intro="Who has been reminded and has not paid, by the furthest step that one of their invoices has come to."
      />
      <WithModel>
        <Answer query={dunning} loading={<LoadingBlock height={420} />}>
          {({ pages: [first] }) =>
            first !== undefined && <Dunned dunning={first} accounts={dunning} filter={filter} />
          }
        </Answer>
      </WithModel>
    </>
  );
}

interface DunnedProperties {
  /** The figures, as any page has them. */
  readonly dunning: Dunning;
  readonly accounts: ReturnType<typeof useDunning>;
  readonly filter: DunningFilter;
}

function Dunned({ dunning, accounts: list, filter }: DunnedProperties) {
  const { currency, accounts, overdue, suspended, stages, items } = dunning;
  if (stages.length === 0 && accounts === 0)
    return (
      <Panel title="Nobody is being dunned">
        <EmptyState next={<InModel>See the steps in the model</InModel>}>
          Whoever has not paid by the due day goes through the steps of <code>payment.dunning</code>{" "}
          in the model, such as a reminder after 3 days and a suspension after 30. Without steps,
          overdue invoices only wait.
        </EmptyState>
      </Panel>
    );
  const chosen = filter.afterDueDays;
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
          items.length === 0 ? undefined : (
            <CsvButton
              name="dunning"
              header={accountsHeader}
              rows={async () => accountRows(await everyDunned(filter))}
            />
          )
        }
      >
        <PageList
          csv={false}
          query={list}
          noun="account"
          empty={
            chosen === undefined ? (
              <EmptyState next={<Link to="/receivables">See what is owed</Link>}>
                Nobody is being dunned. Who does not pay by the due day goes through the steps
                above.
              </EmptyState>
            ) : (
              <EmptyState next={"Choose another step above."}>
                Nobody stands on this step.
              </EmptyState>
            )
          }
        >
          {(shown) => <AccountTable accounts={shown} />}
        </PageList>
      </Panel>
    </PageStack>
  );
}
