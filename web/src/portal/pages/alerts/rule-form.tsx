import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { type AlertRule, type AlertSubject, setAlertRule } from "../../api/alert-rules.ts";
import type { PortalQuota } from "../../api/overview.ts";
import { useLanguage } from "../../language/language.tsx";
import { Fields, SelectField, TextField } from "../../parts/field.tsx";
import { FormPanel } from "../../parts/form-panel.tsx";
import { useMe } from "../../shell/me.tsx";

interface Properties {
  /** What is set anew; undefined for one more. */
  readonly rule: AlertRule | undefined;
  /** Those that can be reached. */
  readonly quotas: readonly PortalQuota[];
  /** Whether costs and credits are the customer's own. */
  readonly hasMoney: boolean;
  readonly onSet: () => Promise<void>;
  readonly onLeft: () => void;
}

const quotaPrefix = "quota ";

/** What somebody wants to be told of, and from which figure on. */
export function RuleForm({ rule, quotas, hasMoney, onSet, onLeft }: Properties) {
  const { say } = useLanguage();
  const { currency } = useMe();
  const money = hasMoney && currency !== null ? (["cost", "credits"] as const) : [];
  const first = quotas[0] === undefined ? (money[0] ?? "cost") : `${quotaPrefix}${quotas[0].id}`;
  const known = rule?.of === "quota" ? `${quotaPrefix}${rule.quota}` : rule?.of;
  const [subject, setSubject] = useState(known ?? first);
  const [figure, setFigure] = useState(rule?.at.replace(/[^\d.]/g, "") ?? "");
  const isQuota = subject.startsWith(quotaPrefix);
  const setting = useMutation({
    mutationFn: () =>
      setAlertRule(
        isQuota
          ? { of: "quota", quota: subject.slice(quotaPrefix.length), at: `${figure.trim()}%` }
          : { of: subject as AlertSubject, at: `${figure.trim()} ${currency}` },
        rule?.id,
      ),
    onSuccess: onSet,
  });
  const unit = isQuota ? "%" : (currency ?? "");
  return (
    <FormPanel
      title={say(rule === undefined ? "rules.add" : "rules.change")}
      act={say("rules.set")}
      sending={setting}
      onSend={setting.mutate}
      onLeft={onLeft}
    >
      <Fields>
        <SelectField
          label={say("rules.of")}
          value={subject}
          onChange={(event) => setSubject(event.target.value)}
        >
          {quotas.map(({ id, meterName, allowance, unit: of }) => (
            <option key={id} value={`${quotaPrefix}${id}`}>
              {say("rules.of.quota", { name: `${meterName} (${allowance ?? ""} ${of})` })}
            </option>
          ))}
          {money.map((one) => (
            <option key={one} value={one}>
              {say(`rules.of.${one}`)}
            </option>
          ))}
        </SelectField>
        <TextField
          label={say("rules.at", { unit })}
          hint={say(isQuota ? "rules.hint.quota" : `rules.hint.${subject as "cost" | "credits"}`)}
          required
          inputMode="decimal"
          pattern="[0-9]+([.][0-9]+)?"
          autoComplete="off"
          value={figure}
          onChange={(event) => setFigure(event.target.value)}
        />
      </Fields>
    </FormPanel>
  );
}
