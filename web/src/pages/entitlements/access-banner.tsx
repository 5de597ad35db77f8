import type { Entitlements } from "../../api/entitlements.ts";
import { formatDay } from "../../format/format-date.ts";
import { Banner } from "../../parts/banner.tsx";

/** Says why a customer may use nothing, where that is so. */
export function AccessBanner({ entitlements, zone }: { entitlements: Entitlements; zone: string }) {
  const { suspendedSince, served } = entitlements;
  if (suspendedSince !== null)
    return (
      <Banner label="Access" title={`Access is suspended since ${formatDay(suspendedSince, zone)}`}>
        <p>Invoices are not paid. It comes back by itself once nothing is overdue.</p>
      </Banner>
    );
  if (served) return null;
  return (
    <Banner label="Access" title="Nothing that this customer bought is in service">
      <p>So it may use no meter. It has the features that everyone has.</p>
    </Banner>
  );
}
