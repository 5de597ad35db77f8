import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { plansQuery } from "../../api/plans.ts";
import {
  type PortalSettings,
  type PortalSettingsView,
  portalSettingsQuery,
  savePortalSettings,
} from "../../api/portal.ts";
import { Answer } from "../../parts/answer.tsx";
import { isKeyRefused, KeyField } from "../../parts/key-field.tsx";
import { LoadingBlock } from "../../parts/loading.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { Panel } from "../../parts/panel.tsx";
import { ProblemNotice } from "../../parts/problem-notice.tsx";
import { useSending } from "../../parts/use-sending.ts";
import { AllowFields } from "./allow-fields.tsx";
import { BrandFields } from "./brand-fields.tsx";
import { PortalPreview } from "./portal-preview.tsx";
import styles from "./portal-settings.module.css";
import { formOf, type PortalForm, settingsOf } from "./settings-form.ts";

/** How the portal of customers looks and what it allows, with a sample beside. */
export function PortalSettingsPage() {
  const settings = useQuery(portalSettingsQuery);
  return (
    <>
      <PageHeader
        title="Portal"
        intro="The pages of your customers: their plan, usage, invoices and payment, under your name."
      />
      <Answer query={settings} loading={<LoadingBlock height={640} />}>
        {(saved) => <Editor saved={saved} />}
      </Answer>
    </>
  );
}

function Editor({ saved }: { saved: PortalSettingsView }) {
  const [form, setForm] = useState(() => formOf(saved));
  const change = (changes: Partial<PortalForm>) => setForm((before) => ({ ...before, ...changes }));
  const plans = useQuery(plansQuery).data?.items ?? [];
  return (
    <div className={styles.columns}>
      <div className={styles.panels}>
        <Panel title="How it looks">
          <BrandFields form={form} shownName={saved.shownName} onChange={change} />
        </Panel>
        <Panel title="What customers may do">
          <AllowFields form={form} plans={plans} onChange={change} />
        </Panel>
        <Panel title="Save">
          <SaveForm
            settings={settingsOf(form)}
            saved={settingsOf(formOf(saved))}
            onReset={() => setForm(formOf(saved))}
          />
        </Panel>
      </div>
      <div className={styles.preview}>
        <Panel title="Preview" intro="Light and dark, as the customer's system has it.">
          <PortalPreview form={form} shownName={saved.shownName} />
        </Panel>
      </div>
    </div>
  );
}

interface SaveProperties {
  readonly settings: PortalSettings;
  readonly saved: PortalSettings;
  readonly onReset: () => void;
}

function SaveForm({ settings, saved, onReset }: SaveProperties) {
  const [key, setKey] = useState("");
  const sending = useSending(
    (body: PortalSettings, withKey) => savePortalSettings(body, withKey),
    () => setKey(""),
  );
  const changed = JSON.stringify(settings) !== JSON.stringify(saved);
  const { error } = sending;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    sending.mutate({ body: settings, key: key.trim() });
  };
  return (
    <form onSubmit={submit} className={styles.fields}>
      <KeyField value={key} onChange={setKey} error={error} />
      <div className={styles.buttons}>
        <Button type="submit" variant="filled" loading={sending.isPending} disabled={!changed}>
          Save
        </Button>
        <Button onClick={onReset} disabled={!changed || sending.isPending}>
          Take back
        </Button>
        <span role="status" className={styles.hint}>
          {sending.isSuccess && !changed ? "Saved. Customers see it when they open a page." : ""}
        </span>
      </div>
      {error !== null && !isKeyRefused(error) && <ProblemNotice error={error} />}
    </form>
  );
}
