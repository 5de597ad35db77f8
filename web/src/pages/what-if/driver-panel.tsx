import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import type { PlanDriver } from "../../api/plan.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Panel } from "../../parts/panel.tsx";
import { DriverSlider } from "./driver-slider.tsx";
import styles from "./what-if.module.css";

/** Where drivers were slid to, by name. */
export type Positions = ReadonlyMap<string, number>;

interface Properties {
  readonly drivers: readonly PlanDriver[];
  readonly positions: Positions;
  readonly onSlide: (name: string, position: number | undefined) => void;
  readonly onReset: () => void;
}

const groups: Readonly<Record<PlanDriver["group"], string>> = {
  customers: "",
  figures: "Figures",
  income: "Income",
  costs: "Costs",
  capital: "Cash and funding",
};

/** Every figure that can be slid, by what it belongs to; those that were slid stay in sight. */
export function DriverPanel({ drivers, positions, onSlide, onReset }: Properties) {
  const [wanted, setWanted] = useState("");
  const shown = drivers.filter(
    ({ name, label }) =>
      positions.has(name) ||
      `${name} ${label.join(" ")}`.toLowerCase().includes(wanted.trim().toLowerCase()),
  );
  return (
    <Panel
      title="Figures of the plan"
      intro={`${drivers.length} that are written out and that the forecast depends on`}
      aside={
        <Button size="xs" disabled={positions.size === 0} onClick={onReset}>
          Reset
        </Button>
      }
    >
      <div className={styles.drivers}>
        {drivers.length > 8 && (
          <TextInput
            type="search"
            aria-label="Find a figure"
            placeholder="Find a figure"
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value)}
          />
        )}
        <div className={styles.groups}>
          {shown.length === 0 && (
            <EmptyState next={null}>No figure is called like that.</EmptyState>
          )}
          {byGroup(shown).map(([group, own]) => (
            <details key={group} className={styles.group} open>
              <summary>
                {group} <span className={styles.count}>{own.length}</span>
              </summary>
              {own.map((driver) => (
                <DriverSlider
                  key={driver.name}
                  driver={driver}
                  name={nameOf(driver)}
                  position={positions.get(driver.name)}
                  onSlide={(position) => onSlide(driver.name, position)}
                />
              ))}
            </details>
          ))}
        </div>
      </div>
    </Panel>
  );
}

/** Drivers of a segment under its name, the others under their part of the plan. */
function byGroup(
  drivers: readonly PlanDriver[],
): readonly (readonly [string, readonly PlanDriver[]])[] {
  const found = new Map<string, PlanDriver[]>();
  for (const driver of drivers) {
    const group = groups[driver.group] || (driver.label[0] ?? "Customers");
    found.set(group, [...(found.get(group) ?? []), driver]);
  }
  return [...found];
}

/** A driver within its group: a segment's without the segment's name. */
const nameOf = ({ group, label, name }: PlanDriver): string =>
  (group === "customers" ? label.slice(1) : label).join(" · ") || name;
