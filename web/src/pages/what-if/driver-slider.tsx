import { CloseButton } from "@mantine/core";
import { useId } from "react";
import type { PlanDriver } from "../../api/plan.ts";
import { positionText, positionWords, sliderScale, unitAt } from "./slider-scale.ts";
import styles from "./what-if.module.css";

interface Properties {
  readonly driver: PlanDriver;
  readonly name: string;
  /** Where it was slid to; undefined where the plan's own figure holds. */
  readonly position: number | undefined;
  readonly onSlide: (position: number | undefined) => void;
}

/** A driver with its slider, and a field for those who know the figure. */
export function DriverSlider({ driver, name, position, onSlide }: Properties) {
  const { value, low, high, step, unit } = sliderScale(driver);
  const label = useId();
  const at = position ?? value;
  const slide = (next: number): void => {
    if (Number.isFinite(next)) onSlide(next === value ? undefined : next);
  };
  return (
    <div className={styles.driver} data-changed={position !== undefined}>
      <div className={styles.driverHead}>
        <span id={label} className={styles.driverName} title={driver.name}>
          {name}
        </span>
        <span className={styles.driverValue}>
          <input
            type="number"
            aria-labelledby={label}
            className={styles.driverField}
            value={positionText(at)}
            step={step}
            onChange={(event) => slide(event.currentTarget.valueAsNumber)}
          />
          <span className={styles.driverUnit}>{unitAt(at, unit)}</span>
        </span>
      </div>
      <div className={styles.driverSlide}>
        <input
          type="range"
          aria-labelledby={label}
          aria-valuetext={positionWords(at, unit)}
          className={styles.range}
          min={Math.min(low, at)}
          max={Math.max(high, at)}
          step={step}
          value={at}
          onChange={(event) => slide(event.currentTarget.valueAsNumber)}
        />
        {position === undefined ? null : (
          <CloseButton
            size="xs"
            aria-label={`Set ${driver.label.join(" ")} back to ${positionText(value)}`}
            onClick={() => onSlide(undefined)}
          />
        )}
      </div>
      {position !== undefined && (
        <p className={styles.driverWas}>In the plan {positionWords(value, unit)}</p>
      )}
    </div>
  );
}
