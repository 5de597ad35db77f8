import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { modelQuery } from "../../api/models.ts";
import { summaryQuery } from "../../api/summary.ts";
import { Answer } from "../../parts/answer.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { durationWords } from "../../parts/entitlement-words.ts";
import { Facts } from "../../parts/facts.tsx";
import { LoadingBlock } from "../../parts/loading.tsx";
import { InModel } from "../../parts/next-act.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageStack } from "../../parts/page-stack.tsx";
import { Panel } from "../../parts/panel.tsx";
import { useMay } from "../../parts/use-caller.ts";
import { OrganisationPanel } from "./organisation-panel.tsx";
import { ServerPanel } from "./server-panel.tsx";
import styles from "./settings.module.css";
import { SignInPanel } from "./sign-in-panel.tsx";

/** What holds for the whole environment, and where each is set. */
export function SettingsPage() {
  const may = useMay();
  return (
    <>
      <PageHeader
        title="Settings"
        intro="What holds for everything here. What comes from the model or from configuration is shown, and changed there."
      />
      <PageStack>
        <OrganisationPanel />
        {may("members.read") && <SignInPanel />}
        {may("models.read") && <SellerPanel />}
        <Panel title="Documents">
          <p>
            Logo, colour, paper and words of invoices and credit notes are chosen on the page{" "}
            <Link to="/documents" className={styles.link}>
              Documents
            </Link>
            , with a sample beside.
          </p>
        </Panel>
        <Panel title="Retention">
          <p>
            Nothing is deleted by itself. Who runs the server drops old usage and what only protects
            against repeats with <code>florin prune --usage DAYS --identities DAYS</code>; what
            invoices still need is never dropped.
          </p>
        </Panel>
        {may("keys.read") && <ServerPanel />}
      </PageStack>
    </>
  );
}

/** Who sells, as the published model says; another is published with a new version of it. */
function SellerPanel() {
  const summary = useQuery(summaryQuery);
  const identity = summary.data?.model;
  return (
    <Panel
      title="Seller and model"
      intro="From the published model; publish another version to change them."
    >
      {identity === null || identity === undefined ? (
        <EmptyState next={<InModel>Write and publish one</InModel>}>
          No model is published yet. <code>POST /v1/models</code> publishes one.
        </EmptyState>
      ) : (
        <ModelFacts id={identity.id} version={identity.version} />
      )}
    </Panel>
  );
}

function ModelFacts({ id, version }: { id: string; version: string }) {
  const model = useQuery(modelQuery(`${id}@${version}`));
  return (
    <Answer query={model} loading={<LoadingBlock height={90} />}>
      {({ name, currency, timeZone, seller, invoicing }) => (
        <Facts
          facts={[
            { name: "Model", value: `${name}, ${id}@${version}` },
            { name: "Currency", value: currency },
            { name: "Time zone", value: timeZone ?? "UTC" },
            { name: "Seller", value: seller?.name ?? name },
            {
              name: "Address",
              value: seller?.address === undefined ? undefined : addressText(seller.address),
            },
            { name: "VAT number", value: seller?.vatNumber },
            { name: "E-mail", value: seller?.email },
            { name: "Days to pay", value: invoicing?.netDays },
            {
              name: "Late events are waited for",
              value: invoicing?.grace === undefined ? undefined : durationWords(invoicing.grace),
            },
          ]}
        />
      )}
    </Answer>
  );
}

const addressText = (address: Readonly<Record<string, string>>): string =>
  [address.line1, address.line2, [address.postalCode, address.city].join(" "), address.country]
    .filter((part) => part !== undefined && part.trim() !== "")
    .join(", ");
