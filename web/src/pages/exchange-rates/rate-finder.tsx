import { TextInput } from "@mantine/core";
import { useState } from "react";
import type { FoundRate } from "../../api/exchange-rates.ts";
import { formatDay } from "../../format/format-date.ts";
import { CurrencyField } from "../../parts/currency-field.tsx";
import { FormFields } from "../../parts/keyed-form.tsx";
import { Panel } from "../../parts/panel.tsx";
import { ProblemNotice } from "../../parts/problem-notice.tsx";
import styles from "./exchange-rates.module.css";
import { useFoundRate } from "./queries.ts";

const ways: Readonly<Record<FoundRate["how"], string>> = {
  same: "it is the same currency",
  stated: "as it was told",
  inverse: "the inverse of the other direction",
  "through-base": "through the euro",
};

/** Which rate a payment of a day would be exchanged by: the answer comes as soon as the question is whole. */
export function RateFinder({ today }: { today: string }) {
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const [day, setDay] = useState(today);
  const found = useFoundRate({ from, to, day });
  return (
    <Panel
      title="Which rate counts"
      intro="The last one not after the day and at most a week old: as told, else the inverse, else through the euro."
    >
      <div className={styles.asking}>
        <FormFields>
          <CurrencyField label="One of" placeholder="EUR" value={from} onChange={setFrom} />
          <CurrencyField label="In" placeholder="USD" value={to} onChange={setTo} />
          <TextInput
            type="date"
            label="On"
            value={day}
            onChange={(event) => setDay(event.currentTarget.value)}
          />
        </FormFields>
        <div role="status">
          {found.data !== undefined && <Found rate={found.data} />}
          {found.isError && <ProblemNotice error={found.error} />}
        </div>
      </div>
    </Panel>
  );
}

const Found = ({ rate: { from, to, rate, ratedOn, source, how } }: { rate: FoundRate }) => (
  <p className={styles.found}>
    1 {from} = <strong>{rate}</strong> {to}{" "}
    <span className={styles.quiet}>
      by the rate of {formatDay(ratedOn)} ({source}), {ways[how]}
    </span>
  </p>
);
