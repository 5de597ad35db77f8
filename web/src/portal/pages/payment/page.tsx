import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { EmptyState } from "../../../parts/empty-state.tsx";
import { Panel } from "../../../parts/panel.tsx";
import type { PortalWaiting } from "../../api/generated-types.ts";
import {
  changeMethods,
  methodsQuery,
  openMethodPage,
  type PaymentMethods,
  refreshMethods,
  removeMethod,
} from "../../api/payments.ts";
import { isWaiting } from "../../api/request.ts";
import { useLanguage } from "../../language/language.tsx";
import { Answer } from "../../parts/answer.tsx";
import { Button } from "../../parts/button.tsx";
import { ChoiceField } from "../../parts/field.tsx";
import { leaveFor } from "../../parts/leave-for.ts";
import { Note } from "../../parts/note.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { ProblemNotice } from "../../parts/problem-notice.tsx";
import { Stack } from "../../parts/stack.tsx";
import { useMay, useMe } from "../../shell/me.tsx";
import { addressOf, goTo, placeOf, useAddress } from "../../shell/place.ts";
import { MethodList } from "./method-list.tsx";

/** How the customer pays. */
export function PaymentPage() {
  const { say } = useLanguage();
  const methods = useQuery(methodsQuery);
  const arrival = useArrival();
  return (
    <>
      <PageHead title={say("payment.title")} intro={say("payment.intro")} />
      <Stack>
        {arrival.isSuccess && <Note tone="good">{say("payment.added")}</Note>}
        {arrival.isError && <ProblemNotice error={arrival.error} />}
        <Answer query={methods}>{(data) => <PaymentView data={data} />}</Answer>
      </Stack>
    </>
  );
}

/** After the provider's page, what was entered there is taken over. */
function useArrival() {
  const queries = useQueryClient();
  const { search } = placeOf(useAddress());
  const arrived = search.has("added");
  const refreshing = useMutation({
    mutationFn: refreshMethods,
    onSuccess: (methods) => {
      if (!isWaiting(methods)) queries.setQueryData(methodsQuery.queryKey, methods);
    },
  });
  const { mutate } = refreshing;
  useEffect(() => {
    if (!arrived) return;
    mutate();
    goTo(addressOf("payment"), "replace");
  }, [arrived, mutate]);
  return refreshing;
}

function PaymentView({ data }: { data: PaymentMethods }) {
  const { say } = useLanguage();
  const { embed } = useMe();
  const manages = useMay("payment-methods.manage");
  const queries = useQueryClient();
  const [waits, setWaits] = useState(false);
  const keep = (methods: PaymentMethods | PortalWaiting): void => {
    setWaits(isWaiting(methods));
    if (!isWaiting(methods)) queries.setQueryData(methodsQuery.queryKey, methods);
  };
  const opening = useMutation({
    mutationFn: () => openMethodPage(data.providers[0]),
    onSuccess: (page) => {
      setWaits(isWaiting(page));
      if (!isWaiting(page)) leaveFor(page.url, embed);
    },
  });
  const changing = useMutation({ mutationFn: changeMethods, onSuccess: keep });
  const removing = useMutation({ mutationFn: removeMethod, onSuccess: keep });
  // The choice shows at once, and goes back where the server refuses it.
  const [autopay, setAutopay] = useState(data.autopay);
  const chooseAutopay = (next: PaymentMethods["autopay"]): void => {
    setAutopay(next);
    changing.mutate({ autopay: next }, { onError: () => setAutopay(data.autopay) });
  };
  const failed = opening.error ?? changing.error ?? removing.error;
  const busy = changing.isPending || removing.isPending;
  const canAdd = manages && data.providers.length > 0;
  return (
    <>
      {failed !== null && <ProblemNotice error={failed} />}
      {waits && <Note tone="warn">{say("plan.told.waiting")}</Note>}
      <Panel
        title={say("payment.methods")}
        aside={
          canAdd && (
            <Button kind="main" busy={opening.isPending} onClick={() => opening.mutate()}>
              {say("payment.add")}
            </Button>
          )
        }
      >
        {data.methods.length === 0 ? (
          <EmptyState next={null}>
            {say(canAdd ? "payment.none" : "payment.none-by-invoice")}
          </EmptyState>
        ) : (
          <MethodList
            methods={data.methods}
            busy={busy}
            {...(manages
              ? {
                  onFirst: (id: string) =>
                    changing.mutate({
                      order: [
                        id,
                        ...data.methods.map((one) => one.id).filter((other) => other !== id),
                      ],
                    }),
                  onRemove: (id: string) => removing.mutate(id),
                }
              : {})}
          />
        )}
      </Panel>
      {manages && data.methods.length > 0 && (
        <Panel title={say("payment.autopay")}>
          <ChoiceField
            legend={say("payment.autopay-when")}
            name="autopay"
            value={autopay ?? "never"}
            choices={(["issue", "due", "never"] as const).map((value) => ({
              value,
              label: say(`payment.autopay.${value}`),
            }))}
            onChoose={(value) => chooseAutopay(value === "never" ? null : value)}
          />
        </Panel>
      )}
    </>
  );
}
