import { problemOf } from "../../api/problem.ts";
import { useLanguage } from "../language/language.tsx";
import { problemWords } from "../language/problem-words.ts";
import { Button } from "./button.tsx";
import styles from "./problem-notice.module.css";

/** What went wrong and what to do, in the reader's words; the id of the request is what support asks for. */
export function ProblemNotice({ error, retry }: { error: unknown; retry?: () => void }) {
  const { say } = useLanguage();
  const problem = problemOf(error);
  const { title, detail } = problemWords(problem);
  return (
    <div role="alert" className={styles.notice}>
      <div className={styles.words}>
        <p className={styles.title}>{say(title)}</p>
        <p>{say(detail)}</p>
        {problem.requestId !== undefined && (
          <p className={styles.reference}>
            {say("problem.reference")} <code>{problem.requestId}</code>
          </p>
        )}
      </div>
      {retry !== undefined && <Button onClick={retry}>{say("parts.retry")}</Button>}
    </div>
  );
}
