import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { EmptyState } from "../../../parts/empty-state.tsx";
import { Panel } from "../../../parts/panel.tsx";
import { type AlertRule, alertRulesQuery, removeAlertRule } from "../../api/alert-rules.ts";
import { overviewQuery, type PortalQuota } from "../../api/overview.ts";
import { useLanguage } from "../../language/language.tsx";
import { priceWords } from "../../language/price-words.ts";
import { Answer } from "../../parts/answer.tsx";
import { Button } from "../../parts/button.tsx";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";
import { type Column, DataTable } from "../../parts/data-table.tsx";
import { ProblemNotice } from "../../parts/problem-notice.tsx";
import { Row } from "../../parts/stack.tsx";
import { useMay } from "../../shell/me.tsx";
import { RuleForm } from "./rule-form.tsx";

/** At what the customer itself wants to be told. */
export function OwnAlerts() {
  const { say } = useLanguage();
  const manages = useMay("alerts.manage");
  const hasMoney = useMay("credits.read");
  const queries = useQueryClient();
  const rules = useQuery(alertRulesQuery);
  const quotas = useQuery(overviewQuery).data?.quotas ?? [];
  const [setting, setSetting] = useState<AlertRule | "new">();
  const [leaving, setLeaving] = useState<AlertRule>();
  const refresh = (): Promise<void> => queries.invalidateQueries(alertRulesQuery);
  const removing = useMutation({ mutationFn: removeAlertRule, onSuccess: refresh });
  const name = useRuleName(quotas);
  return (
    <>
      {removing.isError && <ProblemNotice error={removing.error} />}
      {setting !== undefined && (
        <RuleForm
          key={setting === "new" ? "new" : setting.id}
          rule={setting === "new" ? undefined : setting}
          quotas={quotas.filter(({ allowance }) => allowance !== null)}
          hasMoney={hasMoney}
          onSet={async () => {
            setSetting(undefined);
            await refresh();
          }}
          onLeft={() => setSetting(undefined)}
        />
      )}
      <Panel
        title={say("rules.title")}
        intro={say("rules.intro")}
        flush
        aside={
          manages &&
          setting === undefined && (
            <Button kind="main" onClick={() => setSetting("new")}>
              {say("rules.add")}
            </Button>
          )
        }
      >
        <Answer query={rules}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState next={null}>{say("rules.none")}</EmptyState>
            ) : (
              <RuleTable
                rules={items}
                name={name}
                {...(manages ? { onChange: setSetting, onRemove: setLeaving } : {})}
              />
            )
          }
        </Answer>
      </Panel>
      {leaving !== undefined && (
        <ConfirmDialog
          title={say("rules.remove-title", { name: name(leaving) })}
          note={say("rules.remove-note")}
          act={say("rules.remove")}
          onConfirmed={() => removing.mutate(leaving.id)}
          onClosed={() => setLeaving(undefined)}
        />
      )}
    </>
  );
}

function useRuleName(quotas: readonly PortalQuota[]) {
  const { say } = useLanguage();
  return ({ of, quota }: AlertRule): string =>
    of === "quota"
      ? say("rules.of.quota", {
          name: quotas.find(({ id }) => id === quota)?.meterName ?? quota ?? "",
        })
      : say(`rules.of.${of}`);
}

interface TableProperties {
  readonly rules: readonly AlertRule[];
  readonly name: (rule: AlertRule) => string;
  readonly onChange?: (rule: AlertRule) => void;
  readonly onRemove?: (rule: AlertRule) => void;
}

function RuleTable({ rules, name, onChange, onRemove }: TableProperties) {
  const language = useLanguage();
  const { say, percent } = language;
  const columns: Column<AlertRule>[] = [
    { key: "of", header: say("rules.of"), narrow: "title", cell: name },
    {
      key: "at",
      header: say("rules.from"),
      figure: true,
      narrow: "figure",
      cell: ({ at }) => (at.endsWith("%") ? percent(at.slice(0, -1)) : priceWords(language, at)),
    },
  ];
  if (onChange !== undefined && onRemove !== undefined)
    columns.push({
      key: "acts",
      header: say("members.acts"),
      narrow: "wide",
      cell: (rule) => (
        <Row>
          <Button kind="quiet" onClick={() => onChange(rule)}>
            {say("rules.change-it")}
            <span className="visually-hidden"> {name(rule)}</span>
          </Button>
          <Button kind="quiet" onClick={() => onRemove(rule)}>
            {say("rules.remove")}
            <span className="visually-hidden"> {name(rule)}</span>
          </Button>
        </Row>
      ),
    });
  return (
    <DataTable
      caption={say("rules.title")}
      columns={columns}
      rows={rules}
      rowKey={({ id }) => id}
    />
  );
}
