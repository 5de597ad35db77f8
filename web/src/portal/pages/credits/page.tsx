import { useQuery } from "@tanstack/react-query";
import type { CreditGrant, CustomerCredits } from "../../../api/credits.ts";
import { sumDecimals } from "../../../format/decimal-text.ts";
import { EmptyState } from "../../../parts/empty-state.tsx";
import { Panel } from "../../../parts/panel.tsx";
import { creditsQuery } from "../../api/account.ts";
import { useLanguage } from "../../language/language.tsx";
import { Answer } from "../../parts/answer.tsx";
import { type Column, DataTable } from "../../parts/data-table.tsx";
import { FigureList } from "../../parts/figures.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { Stack } from "../../parts/stack.tsx";
import { useMay } from "../../shell/me.tsx";
import { addressOf } from "../../shell/place.ts";
import { PlaceLink } from "../../shell/place-link.tsx";

/** What the customer has in credits, and what became of them. */
export function CreditsPage() {
  const { say } = useLanguage();
  const credits = useQuery(creditsQuery);
  return (
    <>
      <PageHead title={say("credits.title")} intro={say("credits.intro")} />
      <Answer query={credits}>
        {(data) =>
          data.grants.length === 0 ? (
            <Panel title={say("credits.grants")}>
              <EmptyState next={null}>{say("credits.none")}</EmptyState>
            </Panel>
          ) : (
            <CreditsView credits={data} />
          )
        }
      </Answer>
    </>
  );
}

function CreditsView({ credits }: { credits: CustomerCredits }) {
  const { say, money, day } = useLanguage();
  const { currency, balance, grants, recurring, topUpRules, uses } = credits;
  const next = grants
    .filter(({ expiresAt, remaining }) => expiresAt !== null && !/^0(\.0+)?$/.test(remaining))
    .toSorted((one, other) => ((one.expiresAt ?? "") < (other.expiresAt ?? "") ? -1 : 1))[0];
  return (
    <Stack>
      <FigureList
        figures={[
          { key: "balance", name: say("credits.balance"), figure: money(balance, currency) },
          ...(next === undefined || next.expiresAt === null
            ? []
            : [
                {
                  key: "next",
                  name: say("credits.expires-next"),
                  figure: day(next.expiresAt),
                  note: `${money(next.remaining, currency)} · ${next.name}`,
                },
              ]),
          ...recurring.map((one) => ({
            key: one.id,
            name: say("credits.comes-again", { name: one.name }),
            figure: day(one.next),
            note: money(one.amount, currency),
          })),
        ]}
      />
      {topUpRules.length > 0 && (
        <Panel title={say("credits.top-up")}>
          {topUpRules.map((rule) => (
            <p key={rule.id}>
              {rule.amount === null
                ? say("credits.top-up-to", {
                    below: money(rule.whenBelow, currency),
                    to: money(rule.to ?? rule.upTo ?? "0", currency),
                  })
                : say("credits.top-up-by", {
                    below: money(rule.whenBelow, currency),
                    amount: money(rule.amount, currency),
                  })}
            </p>
          ))}
        </Panel>
      )}
      <Panel title={say("credits.grants")} flush>
        <GrantTable grants={grants} currency={currency} />
      </Panel>
      {uses.length > 0 && (
        <Panel title={say("credits.uses")} flush>
          <UseTable uses={uses} currency={currency} />
        </Panel>
      )}
    </Stack>
  );
}

interface GrantProperties {
  readonly grants: readonly CreditGrant[];
  readonly currency: string | null;
}

function GrantTable({ grants, currency }: GrantProperties) {
  const { say, money, day } = useLanguage();
  const columns: readonly Column<CreditGrant>[] = [
    { key: "name", header: say("credits.name"), narrow: "title", cell: ({ name }) => name },
    { key: "kind", header: say("credits.kind"), cell: ({ kind }) => say(`credits.kind.${kind}`) },
    { key: "given", header: say("credits.given"), cell: ({ effectiveAt }) => day(effectiveAt) },
    {
      key: "until",
      header: say("credits.until"),
      narrow: "named",
      cell: ({ expiresAt }) => (expiresAt === null ? say("credits.no-end") : day(expiresAt)),
    },
    {
      key: "amount",
      header: say("credits.amount"),
      figure: true,
      narrow: "named",
      cell: ({ amount }) => money(amount, currency),
    },
    {
      key: "left",
      header: say("credits.left"),
      figure: true,
      narrow: "figure",
      cell: ({ remaining }) => money(remaining, currency),
    },
  ];
  return (
    <DataTable
      caption={say("credits.grants")}
      columns={columns}
      rows={grants}
      rowKey={({ id }) => id}
    />
  );
}

type Use = CustomerCredits["uses"][number];

interface UseProperties {
  readonly uses: readonly Use[];
  readonly currency: string | null;
}

function UseTable({ uses, currency }: UseProperties) {
  const { say, money, day } = useLanguage();
  const seesInvoices = useMay("invoices.read");
  const columns: readonly Column<Use>[] = [
    { key: "when", header: say("credits.when"), narrow: "title", cell: ({ at }) => day(at) },
    {
      key: "invoice",
      header: say("credits.invoice"),
      cell: ({ invoice, at }) =>
        invoice === null ? (
          say("credits.next-invoice")
        ) : seesInvoices ? (
          <PlaceLink
            to={addressOf("invoices", invoice)}
            aria-label={`${say("credits.see-invoice")} (${day(at)})`}
          >
            {say("credits.see-invoice")}
          </PlaceLink>
        ) : null,
    },
    {
      key: "amount",
      header: say("credits.amount"),
      figure: true,
      narrow: "figure",
      cell: ({ draws }) => money(sumDecimals(draws.map(({ amount }) => amount)), currency),
    },
  ];
  return (
    <DataTable
      caption={say("credits.uses")}
      columns={columns}
      rows={uses}
      rowKey={({ id }) => id}
    />
  );
}
