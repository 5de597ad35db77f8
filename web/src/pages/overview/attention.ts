import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { LinkProps } from "@tanstack/react-router";
import { dunningQuery } from "../../api/accounts.ts";
import { paymentsQuery, unmatchedQuery } from "../../api/payments.ts";
import type { PageOf } from "../../api/request.ts";
import { webhookEndpointsQuery } from "../../api/webhooks.ts";
import { formatMoney } from "../../format/format-money.ts";
import { formatCount, formatQuantity } from "../../format/format-quantity.ts";
import { useMay } from "../../parts/use-caller.ts";

/** Something that somebody should look at, and where. */
export interface Attention {
  readonly title: string;
  readonly note: string;
  readonly link: LinkProps;
}

/** What needs a look, and what kept some of it from being read. */
interface Attentions {
  readonly found: readonly Attention[];
  readonly error: unknown;
  readonly retry: () => void;
}

/** What needs a look of what the caller may read; undefined until all of it is known but for `unbilled`, which comes later. */
export function useAttention(unbilled: number | undefined): Attentions | undefined {
  const may = useMay();
  const money = { enabled: may("payments.read") };
  const dunned = useInfiniteQuery({ ...dunningQuery({}, 1), ...money });
  const failed = useInfiniteQuery({ ...paymentsQuery({ state: "failed" }), ...money });
  const unmatched = useInfiniteQuery({ ...unmatchedQuery, ...money });
  const endpoints = useQuery({ ...webhookEndpointsQuery, enabled: may("webhooks.read") });
  const asked = [dunned, failed, unmatched, endpoints];
  if (asked.some(({ isLoading }) => isLoading)) return undefined;
  const failing = (endpoints.data?.items ?? []).filter(
    ({ failingSince, disabledBecause }) => failingSince !== null || disabledBecause !== null,
  );
  const overdue = dunned.data?.pages[0];
  const found = [
    ...(overdue === undefined || overdue.accounts === 0
      ? []
      : [
          {
            title: `${formatCount(overdue.accounts, "account")} overdue`,
            note: `With ${formatMoney(overdue.overdue, overdue.currency)}`,
            link: { to: "/dunning" } as const,
          },
        ]),
    ...counted(failed.data?.pages[0], "payment", {
      note: "The provider says why",
      title: (count) => `${count} failed`,
      link: { to: "/payments", search: { state: "failed" } },
    }),
    ...counted(unmatched.data?.pages[0], "bank line", {
      note: "Payer or invoice is not certain",
      title: (count) => `${count} unmatched`,
      link: { to: "/payments", hash: "unmatched" },
    }),
    ...(unbilled === undefined || unbilled === 0
      ? []
      : [
          {
            title: `${formatCount(unbilled, "event")} unbilled`,
            note: "No invoice line can claim them",
            link: { to: "/usage", hash: "unbilled" } as const,
          },
        ]),
    ...(failing.length === 0
      ? []
      : [
          {
            title: `${formatCount(failing.length, "webhook endpoint")} failing`,
            note: "Other systems miss what happens",
            link: { to: "/webhooks" } as const,
          },
        ]),
  ];
  const refused = asked.filter(({ isError }) => isError);
  return {
    found,
    error: refused[0]?.error ?? null,
    retry: () => {
      for (const one of refused) void one.refetch();
    },
  };
}

/** A list of which the first page is known; nothing where it is empty, or was not read. */
function counted<Item>(
  page: PageOf<Item> | undefined,
  noun: string,
  words: {
    readonly title: (count: string) => string;
    readonly note: string;
    readonly link: LinkProps;
  },
): readonly Attention[] {
  if (page === undefined || page.items.length === 0) return [];
  const { length } = page.items;
  const count =
    page.next === null ? formatCount(length, noun) : `More than ${formatQuantity(length)} ${noun}s`;
  return [{ title: words.title(count), note: words.note, link: words.link }];
}
