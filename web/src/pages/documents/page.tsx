import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import type { DocumentSettings, LogoChoice } from "../../api/document-settings.ts";
import { Answer } from "../../parts/answer.tsx";
import { LoadingBlock } from "../../parts/loading.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { Panel } from "../../parts/panel.tsx";
import { ProblemNotice } from "../../parts/problem-notice.tsx";
import styles from "./documents.module.css";
import { LogoField } from "./logo-field.tsx";
import { PreviewFrame } from "./preview-frame.tsx";
import { useDocumentSettings, usePreview, useSave } from "./queries.ts";
import { SaveBar } from "./save-bar.tsx";
import { SettingsFields } from "./settings-fields.tsx";
import { formOf, settingsOf } from "./settings-form.ts";

const previewAfterMs = 300;

/** How invoices and credit notes look, with a sample beside. */
export function DocumentsPage() {
  const settings = useDocumentSettings();
  return (
    <>
      <PageHeader
        title="Documents"
        intro="How invoices and credit notes look as PDF and HTML. What they say comes from the model and the customer."
      />
      <Answer query={settings} loading={<LoadingBlock height={640} />}>
        {(saved) => <Editor saved={saved} />}
      </Answer>
    </>
  );
}

function Editor({ saved }: { saved: DocumentSettings }) {
  const [form, setForm] = useState(() => formOf(saved));
  const [logo, setLogo] = useState<LogoChoice>(undefined);
  const [saves, setSaves] = useState(0);
  const save = useSave();
  const settings = settingsOf(form);
  const [shown] = useDebouncedValue(form, previewAfterMs);
  const preview = usePreview(settingsOf(shown), logo, saves);
  const changed =
    logo !== undefined || JSON.stringify(settings) !== JSON.stringify(settingsOf(formOf(saved)));
  const onSave = (key: string) =>
    save.mutate(
      { settings, logo, key },
      {
        onSuccess: () => {
          setLogo(undefined);
          setSaves(saves + 1);
        },
      },
    );
  const reset = () => {
    setForm(formOf(saved));
    setLogo(undefined);
    save.reset();
  };
  return (
    <div className={styles.columns}>
      <Panel title="Branding">
        <div className={styles.fields}>
          <LogoField
            key={saves}
            logo={logo}
            isShown={preview.data?.includes('<img class="brand"') === true}
            onChoose={setLogo}
          />
          <SettingsFields
            form={form}
            onChange={(changes) => setForm((before) => ({ ...before, ...changes }))}
          />
          <SaveBar
            changed={changed}
            saved={save.isSuccess}
            pending={save.isPending}
            error={save.error}
            onSave={onSave}
            onReset={reset}
          />
        </div>
      </Panel>
      <div className={styles.preview}>
        <Panel title="Preview" intro="An invoice that nobody owes." flush>
          {preview.isError && <ProblemNotice error={preview.error} />}
          <PreviewFrame page={preview.data} />
        </Panel>
      </div>
    </div>
  );
}
