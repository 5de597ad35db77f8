import { useQuery } from "@tanstack/react-query";
import { type ServerSetting, settingsQuery } from "../../api/settings.ts";
import { Answer } from "../../parts/answer.tsx";
import { LoadingRows } from "../../parts/loading.tsx";
import { Panel } from "../../parts/panel.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";

/** What the server runs with: read here, and set where it is started. */
export function ServerPanel() {
  const settings = useQuery(settingsQuery);
  return (
    <Panel
      title="Server"
      intro={
        <>
          Set by options of <code>florin serve</code>, the environment or a configuration file, and
          read when the server starts.
        </>
      }
      flush
    >
      <Answer query={settings} loading={<LoadingRows rows={5} />}>
        {({ version, items }) => (
          <RecordTable
            caption="Settings of the server"
            columns={columns}
            rows={[
              {
                variable: "Version",
                key: null,
                value: version,
                about: "of Florin, as it runs here",
              },
              ...items,
            ]}
            rowKey={({ variable }) => variable}
          />
        )}
      </Answer>
    </Panel>
  );
}

const columns: readonly Column<ServerSetting>[] = [
  {
    key: "variable",
    header: "Setting",
    narrow: "title",
    cell: ({ variable }) => <code>{variable}</code>,
  },
  {
    key: "value",
    header: "Is",
    narrow: "wide",
    cell: ({ value }) => (value === null ? "Not set" : <code>{value}</code>),
  },
  {
    key: "key",
    header: "In the file",
    narrow: "named",
    cell: ({ key }) => (key === null ? null : <code>{key}</code>),
  },
  { key: "about", header: "What it does", narrow: "wide", cell: ({ about }) => about },
];
