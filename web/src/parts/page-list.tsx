import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { type InfiniteData, type UseInfiniteQueryResult, useMutation } from "@tanstack/react-query";
import { type ReactNode, type RefObject, useRef } from "react";
import type { PageOf } from "../api/request.ts";
import { formatCount } from "../format/format-quantity.ts";
import { LoadingRows } from "./loading.tsx";
import styles from "./page-list.module.css";
import { ProblemNotice } from "./problem-notice.tsx";
import { SavedByList } from "./saved-by-list.ts";
import { saveShown } from "./shown-table.ts";

interface Properties<Item> {
  readonly query: UseInfiniteQueryResult<InfiniteData<PageOf<Item>>>;
  /** One of the items, singular: `invoice`. */
  readonly noun: string;
  /** Several of them, where that is not the noun with an s. */
  readonly nouns?: string;
  readonly empty: ReactNode;
  /** Whether its table can be saved as a file, with the rows that are still to be read; not where the page saves it. */
  readonly csv?: boolean;
  readonly children: (items: readonly Item[]) => ReactNode;
}

/** Pages that are read for a file at most; a list that is longer says how far it goes. */
const savedPagesMax = 40;

/** A cursor-paged list: its rows so far, and a button that reads the next page. While a new filter is read, the old rows stay, dimmed. */
export function PageList<Item>(properties: Properties<Item>) {
  const { query, noun, nouns, empty, csv = true, children } = properties;
  const shown = useRef<HTMLDivElement>(null);
  if (query.data === undefined) {
    if (!query.isError) return <LoadingRows />;
    return (
      <div className={styles.problem}>
        <ProblemNotice error={query.error} retry={() => void query.refetch()} />
      </div>
    );
  }
  const items = query.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return empty;
  return (
    <>
      <div ref={shown} className={styles.items} aria-busy={query.isPlaceholderData}>
        <SavedByList value={true}>{children(items)}</SavedByList>
      </div>
      {query.isFetchNextPageError && (
        <div className={styles.problem}>
          <ProblemNotice error={query.error} />
        </div>
      )}
      <div className={styles.foot}>
        <p role="status">{listed(items.length, query.hasNextPage, noun, nouns)}</p>
        <span className={`${styles.acts} screen-only`}>
          {csv && <SaveList query={query} shown={shown} name={nouns ?? `${noun}s`} />}
          {query.hasNextPage && (
            <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              Load more
            </Button>
          )}
        </span>
      </div>
    </>
  );
}

interface SaveProperties<Item> {
  readonly query: Properties<Item>["query"];
  readonly shown: RefObject<HTMLDivElement | null>;
  readonly name: string;
}

/** Reads the pages that are still to come, and saves the table of the list. */
function SaveList<Item>({ query, shown, name }: SaveProperties<Item>) {
  const saving = useMutation({
    mutationFn: async () => {
      let list = query;
      for (let page = 1; list.hasNextPage && page < savedPagesMax; page += 1)
        list = (await list.fetchNextPage()) as typeof query;
    },
    // The rows are those that stand in the page by then.
    onSuccess: () =>
      requestAnimationFrame(() => saveShown(shown.current?.querySelector("table") ?? null, name)),
  });
  return (
    <Button
      size="xs"
      loading={saving.isPending}
      onClick={() => saving.mutate()}
      leftSection={<IconDownload size={14} stroke={1.75} aria-hidden />}
    >
      CSV
    </Button>
  );
}

/** `First 50 invoices`, `All 12 invoices`, and `1 invoice`, of which there is no all. */
function listed(count: number, more: boolean, noun: string, nouns: string | undefined): string {
  const counted = formatCount(count, noun, nouns);
  if (more) return `First ${counted}`;
  return count === 1 ? counted : `All ${counted}`;
}
