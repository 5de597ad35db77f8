import type { RedeemedCoupon } from "../../api/subscriptions.ts";
import { formatDay } from "../../format/format-date.ts";
import { formatCount } from "../../format/format-quantity.ts";
import { Panel } from "../../parts/panel.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";

const columns: readonly Column<RedeemedCoupon>[] = [
  { key: "name", header: "Coupon", narrow: "title", cell: ({ name }) => name },
  { key: "code", header: "Code", cell: ({ code }) => <code>{code}</code> },
  { key: "from", header: "From", cell: ({ from }) => formatDay(from) },
  { key: "uses", header: "Taken off", cell: ({ uses }) => formatCount(uses, "invoice") },
  {
    key: "state",
    header: "State",
    narrow: "figure",
    cell: ({ usedUp }) => (usedUp ? "used up" : "holds"),
  },
];

/** Coupons that were redeemed for the subscription. */
export function CouponsPanel({ coupons }: { coupons: readonly RedeemedCoupon[] }) {
  return (
    <Panel title="Coupons" flush>
      <RecordTable caption="Coupons" columns={columns} rows={coupons} rowKey={({ id }) => id} />
    </Panel>
  );
}
