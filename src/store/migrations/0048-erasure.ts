import { type Migration, sql } from "kysely";

/**
 * Lets a person be forgotten. History is never updated by the application's rights; this function alone may, as the owner of the tables
 * and still bound to the transaction's tenant, and all it can do is put a tombstone where a text stood.
 *
 * It finds its tables in the catalog, so that a new one cannot be left out. Keys, hashes, models, people of the organisation and the
 * sealed part of the audit log are no customer's. Rows are a customer's by their column, or where they mention it.
 *
 * Locking: a new function, none. It reads each table whole that has no column for a customer.
 */
export const erasure: Migration = {
  async up(db) {
    await sql
      .raw(`
        create function erase_texts(
          of_customer text, mentions text[], olds text[], news text[], keep_since timestamptz
        ) returns table (erased_table text, erased_rows bigint)
          language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $body$
          declare
            found record;
            sets text;
            said text;
            theirs text;
          begin
            for found in
              select c.relname as name,
                array_agg(a.attname::text order by a.attnum) filter (
                  where a.atttypid in ('text'::regtype, 'jsonb'::regtype)
                    and (c.relname = 'accounts' or a.attname not in
                      ('tenant', 'customer', 'account', 'state', 'kind', 'hash', 'number'))
                    and not exists (select from pg_index i
                      where i.indrelid = c.oid and i.indisprimary and a.attnum = any (i.indkey))) as texts,
                array_agg(a.attname::text) filter (where a.atttypid = 'jsonb'::regtype) as jsons,
                bool_or(a.attname = 'customer') as owned
              from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
              where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
                and not c.relispartition and c.relrowsecurity
                and c.relname not in ('audit_log', 'audit_changes', 'models', 'members', 'sessions',
                  'api_keys', 'provider_accounts', 'tenant_document_settings', 'metric_settings',
                  'journal_entries', 'journal_postings', 'closes', 'plan_locks')
              group by c.oid, c.relname order by c.relname
            loop
              continue when found.texts is null;
              select string_agg(format(
                  case when name = any (coalesce(found.jsons, '{}'))
                    then '%1$I = florin_tombstoned(%1$I::text, $3, $4)::jsonb'
                    else '%1$I = florin_tombstoned(%1$I, $3, $4)' end, name), ', '),
                string_agg(format('coalesce(%I::text, '''')', name), ' || '' '' || ')
                into sets, said from unnest(found.texts) as name;
              theirs := format('exists (select from unnest($2) as m where strpos(%s, m) > 0)', said);
              if found.owned then theirs := format('(customer = $1 or %s)', theirs); end if;
              if found.name = 'invoices' then theirs := theirs || ' and issued_at < $5'; end if;
              execute format('update %I set %s where %s and exists
                (select from unnest($3) as old where strpos(%s, old) > 0)', found.name, sets, theirs, said)
                using of_customer, mentions, olds, news, keep_since;
              get diagnostics erased_rows = row_count;
              erased_table := found.name;
              if erased_rows > 0 then return next; end if;
            end loop;
          end
        $body$;
        create function florin_tombstoned(said text, olds text[], news text[]) returns text
          language plpgsql immutable as $body$
          begin
            for place in 1 .. cardinality(olds) loop
              said := replace(said, olds[place], news[place]);
            end loop;
            return said;
          end
        $body$;
        revoke all on function erase_texts(text, text[], text[], text[], timestamptz) from public;
        grant execute on function erase_texts(text, text[], text[], text[], timestamptz) to florin_app;
      `)
      .execute(db);
  },
};
