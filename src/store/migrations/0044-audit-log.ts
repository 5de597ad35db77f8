import { type Migration, sql } from "kysely";
import { isolateTenants, tenantColumn } from "./tenant-table.ts";

/**
 * The audit log: who changed what, entry sealed to entry. An entry is added and never touched again, by no right of the application.
 * What changed stands beside it, so that a person can be forgotten: a change can be emptied, once and for good, and nothing else.
 *
 * Locking: new tables, none. Size: some 350 bytes an entry and what changed, up to 32 kB.
 */
export const auditLog: Migration = {
  async up(db) {
    await sql
      .raw(`
        create table audit_log (
          position bigint not null,
          at timestamptz not null,
          ${tenantColumn},
          actor text collate "C" not null,
          action text collate "C" not null,
          subject text collate "C" not null,
          customer text collate "C",
          request text collate "C" not null,
          approval text collate "C",
          change text not null,
          hash text not null,
          primary key (tenant, position)
        );
        create index audit_log_by_actor on audit_log (tenant, actor, position desc);
        create index audit_log_by_subject on audit_log (tenant, subject, position desc);
        create index audit_log_by_customer on audit_log (tenant, customer, position desc)
          where customer is not null;
        create index audit_log_by_time on audit_log (tenant, at);
        ${isolateTenants("audit_log", ["select", "insert"])}

        create table audit_changes (
          position bigint not null,
          ${tenantColumn},
          salt text,
          change text,
          forgotten_by text collate "C",
          primary key (tenant, position)
        );
        ${isolateTenants("audit_changes", ["select", "insert"])}
        grant update (salt, change, forgotten_by) on audit_changes to florin_app;
        create function florin_only_forgets() returns trigger language plpgsql as $body$
          begin
            if old.forgotten_by is null and new.forgotten_by is not null
              and new.salt is null and new.change is null then return new;
            end if;
            raise exception 'what changed can be forgotten and nothing else';
          end
        $body$;
        create trigger audit_changes_only_forget before update on audit_changes
          for each row execute function florin_only_forgets();

        create table audit_heads (
          position bigint not null,
          ${tenantColumn} primary key,
          hash text not null
        );
        ${isolateTenants("audit_heads", ["select", "insert", "update"])}
      `)
      .execute(db);
  },
};
