import { useLanguage } from "../language/language.tsx";
import { Button } from "./button.tsx";
import styles from "./more.module.css";

interface Properties {
  readonly query: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => Promise<unknown>;
  };
}

/** The way to the rest of a list; nothing where all of it is there. */
export function More({ query }: Properties) {
  const { say } = useLanguage();
  if (!query.hasNextPage) return null;
  return (
    <div className={styles.more}>
      <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        {say("parts.more")}
      </Button>
    </div>
  );
}
