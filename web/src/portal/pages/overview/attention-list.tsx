import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { isZero } from "../../../format/decimal-text.ts";
import { toGeometry } from "../../../format/geometry.ts";
import type { Overview } from "../../api/overview.ts";
import { methodsQuery } from "../../api/payments.ts";
import { useLanguage } from "../../language/language.tsx";
import { Note } from "../../parts/note.tsx";
import { useMay, useMe } from "../../shell/me.tsx";
import { addressOf } from "../../shell/place.ts";
import { PlaceLink } from "../../shell/place-link.tsx";
import styles from "./overview.module.css";

interface Wish {
  readonly key: string;
  readonly tone: "warn" | "bad";
  readonly text: string;
  readonly way?: ReactNode;
}

/** What needs the customer: what is overdue, stands still, fails or comes to its end. Nothing where nothing does. */
export function AttentionList({ overview }: { overview: Overview }) {
  const wishes = useWishes(overview);
  if (wishes.length === 0) return null;
  return (
    <div className={styles.attention}>
      {wishes.map(({ key, tone, text, way }) => (
        <Note key={key} tone={tone}>
          <span>{text}</span>
          {way}
        </Note>
      ))}
    </div>
  );
}

function useWishes({ owing, suspendedSince, quotas, plans }: Overview): readonly Wish[] {
  const { say, money, day } = useLanguage();
  const { branding } = useMe();
  const [paysInvoices, seesMethods] = [useMay("invoices.read"), useMay("payment-methods.read")];
  const methods = useQuery({ ...methodsQuery, enabled: seesMethods });
  const wishes: Wish[] = [];
  if (suspendedSince !== null)
    wishes.push({
      key: "suspended",
      tone: "bad",
      text: say("attention.suspended", { day: day(suspendedSince), seller: branding.name }),
    });
  if (owing !== null && !isZero(owing.overdue))
    wishes.push({
      key: "overdue",
      tone: "bad",
      text: say("attention.overdue", { amount: money(owing.overdue, owing.currency) }),
      way: paysInvoices && (
        <PlaceLink to={addressOf("invoices")}>{say("attention.see-invoices")}</PlaceLink>
      ),
    });
  const failing = methods.data?.methods.find((method) => method.failing);
  if (failing !== undefined)
    wishes.push({
      key: "failing",
      tone: "bad",
      text: say("attention.method-failing", { method: failing.label }),
      way: <PlaceLink to={addressOf("payment")}>{say("attention.see-payment")}</PlaceLink>,
    });
  for (const quota of quotas)
    if (quota.percent !== null && toGeometry(quota.percent) >= 100)
      wishes.push({
        key: `quota ${quota.id}`,
        tone: quota.overage === "block" ? "bad" : "warn",
        text: say(`attention.quota.${quota.overage}`, { meter: quota.meterName }),
      });
  for (const { subscription, planName, standing, trialUntil, end } of plans) {
    if (standing === "trialing" && trialUntil !== null)
      wishes.push({
        key: `trial ${subscription}`,
        tone: "warn",
        text: say("attention.trial", { plan: planName, day: day(trialUntil) }),
      });
    if (end !== null && standing !== "ended")
      wishes.push({
        key: `end ${subscription}`,
        tone: "warn",
        text: say("attention.ending", { plan: planName, day: day(end) }),
      });
  }
  return wishes;
}
