import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { identityOf, modelFileQuery, modelVersionsQuery } from "../../api/models.ts";
import { Answer } from "../../parts/answer.tsx";
import { LoadingBlock } from "../../parts/loading.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { draftText, isObject, nextVersion, withValue } from "./edit-document.ts";
import { ModelBoard } from "./model-board.tsx";

/** The model as a draft: as a picture, as a form, as code; what it changes before it is published; and every version. */
export function ModelPage() {
  const versions = useQuery(modelVersionsQuery);
  return (
    <>
      <PageHeader
        title="Model"
        intro="What the business sells and plans, as one document. A change is a draft in this browser until it is published as the next version."
      />
      <Answer query={versions} loading={<LoadingBlock height={560} />}>
        {({ items }) => {
          const newest = items.at(-1);
          return newest === undefined ? (
            <ModelBoard versions={items} start={{ base: null, text: draftText(firstModel) }} />
          ) : (
            <Newest identity={identityOf(newest)} versions={items} />
          );
        }}
      </Answer>
    </>
  );
}

interface NewestProperties {
  readonly identity: string;
  readonly versions: Parameters<typeof ModelBoard>[0]["versions"];
}

function Newest({ identity, versions }: NewestProperties) {
  // What was just published stays in view while its file is read.
  const file = useQuery({ ...modelFileQuery(identity), placeholderData: keepPreviousData });
  return (
    <Answer query={file} loading={<LoadingBlock height={560} />}>
      {(text) => (
        <ModelBoard
          versions={versions}
          start={{
            base: identity,
            text: nextDraft(
              text,
              versions.map(({ version }) => version),
            ),
          }}
        />
      )}
    </Answer>
  );
}

/** The newest version as the next one. */
function nextDraft(text: string, taken: readonly string[]): string {
  const document: unknown = JSON.parse(text);
  const version = isObject(document) ? String(document.version) : "1";
  return draftText(withValue(document, "/version", nextVersion(version, new Set(taken))));
}

/** What an empty business begins with. */
const firstModel = {
  florin: "florin/1",
  id: "my-business",
  name: "My business",
  version: "1",
  currency: "USD",
  streams: { platform: { name: "Platform", recurring: true } },
  meters: {
    calls: { name: "API calls", event: "api.call", aggregation: { kind: "count" }, unit: "call" },
  },
  features: {},
  plans: {
    team: {
      name: "Team",
      stream: "platform",
      prices: { monthly: { kind: "flat", amount: "49 USD" } },
      charges: {
        calls: { meter: "calls", included: 1000, price: { kind: "per-unit", unit: "0.01 USD" } },
      },
    },
  },
};
