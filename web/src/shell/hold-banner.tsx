import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { callerQuery } from "../api/caller.ts";
import { holdQuery, releaseHold } from "../api/hold.ts";
import { formatMinute } from "../format/format-date.ts";
import { Banner } from "../parts/banner.tsx";
import styles from "./shell.module.css";

/** Says on every page that a restored server waits, and lets it go on where the caller may say so. */
export function HoldBanner() {
  const { data: hold } = useQuery(holdQuery);
  const { data: caller } = useQuery(callerQuery);
  const client = useQueryClient();
  const release = useMutation({
    mutationFn: releaseHold,
    onSuccess: (now) => client.setQueryData(holdQuery.queryKey, now),
  });
  if (hold?.held !== true) return null;
  const mayRelease = caller?.actions.includes("organisation.manage") === true;
  return (
    <div className={styles.hold}>
      <Banner label="Hold" title="This server was restored from a backup and is on hold">
        <p>
          It bills, charges and sends nothing, and takes no changes.
          {hold.backupMadeAt !== null &&
            ` The backup was made on ${formatMinute(hold.backupMadeAt)}.`}{" "}
          Release it once the server that it was copied from has ended
          {mayRelease ? "." : ": florin release, or an owner, does it."}
        </p>
        {mayRelease && (
          <Button size="xs" loading={release.isPending} onClick={() => release.mutate()}>
            Release
          </Button>
        )}
        {release.isError && <p role="alert">{release.error.message}</p>}
      </Banner>
    </div>
  );
}
