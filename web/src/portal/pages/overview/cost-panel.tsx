import { useQuery } from "@tanstack/react-query";
import type { CostLine } from "../../../api/usage.ts";
import { isZero, negated } from "../../../format/decimal-text.ts";
import { EmptyState } from "../../../parts/empty-state.tsx";
import { Panel } from "../../../parts/panel.tsx";
import { costQuery } from "../../api/overview.ts";
import { useLanguage } from "../../language/language.tsx";
import { Answer } from "../../parts/answer.tsx";
import { type Column, DataTable } from "../../parts/data-table.tsx";
import styles from "./overview.module.css";

/** What the open periods come to, line by line, before tax. */
export function CostPanel() {
  const cost = useQuery(costQuery);
  const { say, money, units, quantity } = useLanguage();
  return (
    <Panel title={say("overview.cost")} intro={say("overview.cost-intro")} flush>
      <Answer query={cost}>
        {({ lines, currency }) => {
          if (lines.length === 0)
            return <EmptyState next={null}>{say("overview.cost-none")}</EmptyState>;
          const columns: readonly Column<CostLine>[] = [
            {
              key: "line",
              header: say("overview.cost-line"),
              narrow: "title",
              cell: ({ description, soFar: { discount } }) => (
                <>
                  {description}
                  {!isZero(discount) && (
                    <span className={styles.discount}>
                      {say("invoice.discount")}: {money(negated(discount), currency)}
                    </span>
                  )}
                </>
              ),
            },
            {
              key: "used",
              header: say("overview.cost-used"),
              figure: true,
              cell: ({ soFar, unit }) =>
                unit === null ? quantity(soFar.quantity) : units(soFar.quantity, unit),
            },
            {
              key: "so-far",
              header: say("overview.cost-so-far"),
              figure: true,
              narrow: "figure",
              cell: ({ soFar }) => money(soFar.amount, currency),
            },
            {
              key: "projected",
              header: say("overview.cost-projected"),
              figure: true,
              narrow: "named",
              cell: ({ projected }) => money(projected.amount, currency),
            },
          ];
          return (
            <DataTable
              caption={say("overview.cost")}
              columns={columns}
              rows={lines}
              rowKey={({ id }) => id}
            />
          );
        }}
      </Answer>
    </Panel>
  );
}
