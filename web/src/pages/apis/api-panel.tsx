import { Link } from "@tanstack/react-router";
import type { Api, ApiMeter } from "../../api/apis.ts";
import { formatDay } from "../../format/format-date.ts";
import { Facts } from "../../parts/facts.tsx";
import { HealthMark } from "../../parts/health-mark.tsx";
import { Panel } from "../../parts/panel.tsx";
import styles from "./api-panel.module.css";
import { ApiPlans } from "./api-plans.tsx";

/** An API: its version and age, what a call counts, and its price under each plan. */
export function ApiPanel({ api, successor }: { api: Api; successor: Api | undefined }) {
  const { id, name, version, path, description, plans } = api;
  return (
    <Panel
      id={id}
      title={`${name} ${version}`}
      intro={
        <>
          <code>{path}</code>
          {description !== null && <> {description}</>}
        </>
      }
      aside={
        <Link to="/engines" hash={id}>
          <HealthMark health={api.health} />
        </Link>
      }
    >
      <Age api={api} successor={successor} />
      <Facts
        facts={[
          { name: "Uptime of 90 days", value: api.uptime90Days },
          {
            name: "Promise",
            value:
              api.sla === null ? null : [api.sla.name, api.sla.uptime].filter(Boolean).join(", "),
          },
          {
            name: "A call counts",
            value:
              api.meters.length === 0
                ? "Nothing"
                : [...new Set(api.meters.map(counted))].join(", "),
          },
          {
            name: "A caller needs",
            value: Object.keys(api.features).length === 0 ? null : needs(api.features),
          },
          {
            name: "Documentation",
            value:
              api.documentation === null ? null : (
                <a
                  href={api.documentation}
                  rel="noreferrer"
                  target="_blank"
                  className={styles.link}
                >
                  {new URL(api.documentation).host}
                </a>
              ),
          },
        ]}
      />
      <ApiPlans plans={plans} />
    </Panel>
  );
}

/** Since when it is deprecated, until when it answers, and what to use instead. */
function Age({ api, successor }: { api: Api; successor: Api | undefined }) {
  const { status, deprecatedOn, sunsetOn } = api;
  const parts = [
    ...(deprecatedOn === null
      ? []
      : [
          `${status === "active" ? "Deprecated from" : "Deprecated since"} ${formatDay(deprecatedOn)}`,
        ]),
    ...(sunsetOn === null
      ? []
      : [
          status === "sunset"
            ? `ended on ${formatDay(sunsetOn)}`
            : `ends on ${formatDay(sunsetOn)}`,
        ]),
  ];
  if (parts.length === 0) return null;
  return (
    <p className={styles.age} data-status={status}>
      {parts.join(", ")}.
      {successor !== undefined && (
        <>
          {" "}
          Use{" "}
          <Link to="/apis" hash={successor.id} className={styles.link}>
            {successor.name} {successor.version}
          </Link>{" "}
          instead.
        </>
      )}
    </p>
  );
}

/** `1 call`, `tokens from /usage/total_tokens of the response`. */
function counted({ name, unit, counts }: ApiMeter): string {
  if (counts === "calls") return `1 ${unit}`;
  const [of = "", ...field] = counts.split(" ");
  return field.length === 0 ? `${name} by ${of}` : `${name} by ${field.join(" ")} of the ${of}`;
}

const needs = (features: Api["features"]): string =>
  Object.entries(features)
    .map(([feature, value]) => (value === "true" ? feature : `${feature} ${value}`))
    .join(", ");
