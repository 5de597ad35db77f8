import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { EmptyState } from "../../../parts/empty-state.tsx";
import { Panel } from "../../../parts/panel.tsx";
import { metersQuery, type PortalMeter } from "../../api/usage.ts";
import { useLanguage } from "../../language/language.tsx";
import { Answer } from "../../parts/answer.tsx";
import { Fields, SelectField } from "../../parts/field.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { Stack } from "../../parts/stack.tsx";
import { useMe } from "../../shell/me.tsx";
import { type UsageSpan, usageSpans } from "./usage-span.ts";
import { UsageView } from "./usage-view.tsx";

/** What was used, over time. */
export function UsagePage() {
  const { say } = useLanguage();
  const meters = useQuery(metersQuery);
  return (
    <>
      <PageHead title={say("usage.title")} intro={say("usage.intro")} />
      <Answer query={meters}>
        {({ items }) =>
          items.length === 0 ? (
            <Panel title={say("usage.title")}>
              <EmptyState next={null}>{say("usage.no-meters")}</EmptyState>
            </Panel>
          ) : (
            <UsageOf meters={items} />
          )
        }
      </Answer>
    </>
  );
}

function UsageOf({ meters }: { meters: readonly PortalMeter[] }) {
  const { say } = useLanguage();
  const { timeZone } = useMe();
  const [wished, setWished] = useState(meters[0]?.id ?? "");
  const [span, setSpan] = useState<UsageSpan>("this-month");
  const [groupBy, setGroupBy] = useState("");
  const meter = meters.find(({ id }) => id === wished) ?? meters[0];
  if (meter === undefined) return null;
  return (
    <Stack>
      <Panel title={say("usage.choose")}>
        <Fields>
          <SelectField
            label={say("usage.meter")}
            value={meter.id}
            onChange={(event) => {
              setWished(event.target.value);
              setGroupBy("");
            }}
          >
            {meters.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
          <SelectField
            label={say("usage.span")}
            value={span}
            onChange={(event) => setSpan(event.target.value as UsageSpan)}
          >
            {usageSpans.map((one) => (
              <option key={one} value={one}>
                {say(`usage.span.${one}`)}
              </option>
            ))}
          </SelectField>
          {meter.dimensions.length > 0 && (
            <SelectField
              label={say("usage.group")}
              value={groupBy}
              onChange={(event) => setGroupBy(event.target.value)}
            >
              <option value="">{say("usage.group.none")}</option>
              {meter.dimensions.map((dimension) => (
                <option key={dimension} value={dimension}>
                  {dimension}
                </option>
              ))}
            </SelectField>
          )}
        </Fields>
      </Panel>
      <UsageView meter={meter} span={span} timeZone={timeZone} groupBy={groupBy} />
    </Stack>
  );
}
