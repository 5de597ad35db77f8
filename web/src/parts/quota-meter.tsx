import type { Quota } from "../api/entitlements.ts";
import { isZero, percentOf, sumDecimals } from "../format/decimal-text.ts";
import { formatQuantity, unitFor } from "../format/format-quantity.ts";
import { toGeometry } from "../format/geometry.ts";
import styles from "./quota-meter.module.css";

/** What is used and set apart of a quota, as a bar and in words; the bar goes on past the allowance where use may, or did. */
export function QuotaMeter({ quota }: { quota: Quota }) {
  const { used, reserved, allowance, unit } = quota;
  if (allowance === null)
    return (
      <p className={styles.words}>
        <span>
          <strong>{formatQuantity(used)}</strong> {unitFor(used, unit)} used
        </span>
        <span>unlimited</span>
      </p>
    );
  const share = percentOf(sumDecimals([used, reserved]), allowance);
  return (
    <div className={styles.meter}>
      <p className={styles.words}>
        <span>
          <strong>{formatQuantity(used)}</strong>
          {!isZero(reserved) && <> and {formatQuantity(reserved)} set apart</>} of{" "}
          {formatQuantity(allowance)} {unitFor(allowance, unit)}
        </span>
        {share !== undefined && <span>{share}%</span>}
      </p>
      <Bar quota={quota} allowance={allowance} />
    </div>
  );
}

function Bar({ quota, allowance }: { quota: Quota; allowance: string }) {
  const [used, reserved, allowed] = [quota.used, quota.reserved, allowance].map(toGeometry) as [
    number,
    number,
    number,
  ];
  const grace = quota.overage === "block" ? toGeometry(quota.grace) : 0;
  const scale = Math.max(allowed + grace, used + reserved, 1e-9);
  const width = (size: number) => ({ width: `${(Math.max(0, size) / scale) * 100}%` });
  const within = Math.min(used, allowed);
  return (
    <span aria-hidden className={styles.track}>
      <span className={styles.part} data-kind="used" style={width(within)} />
      <span
        className={styles.part}
        data-kind="past"
        data-overage={quota.overage}
        style={width(used - within)}
      />
      <span className={styles.part} data-kind="reserved" style={width(reserved)} />
      {allowed < scale && (
        <span
          className={styles.limit}
          style={{ insetInlineStart: `${(allowed / scale) * 100}%` }}
        />
      )}
    </span>
  );
}
