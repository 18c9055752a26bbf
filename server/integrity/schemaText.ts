import type { Executor } from '../db/database.ts';

/** One object of the database as one line of text, the same on PGlite and on PostgreSQL 15 and later. */
export interface SchemaLine {
  /** What it is and its name, in Spanish: «columna public.alliance.state». */
  readonly object: string;
  readonly text: string;
}

/** The schemas of this program; anything elsewhere belongs to the engine or an extension, or is a finding. */
const OURS = `('public', 'open_data')`;
const foreign = (catalogue: string, oid: string) =>
  `exists (select from pg_depend d where d.classid = '${catalogue}'::regclass and d.objid = ${oid} and d.deptype = 'e')`;
/**
 * The relations of this program with their full names. Those of an extension are left out; if an extension took over
 * one of ours, that one is then missing.
 */
const RELATIONS = `with r as materialized (
  select c.*, n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where n.nspname in ${OURS} and not ${foreign('pg_class', 'c.oid')})`;

/**
 * Each reading answers `object` and `text`. `plain` brings the texts that PostgreSQL writes from its own trees into one
 * form.
 */
const readings: readonly string[] = [
  `select 'migración ' || name as object, checksum as text from schema_migration`,
  // Other schemas could come before ours in a search path.
  `select 'esquema ' || nspname as object, 'schema' as text from pg_namespace n
    where nspname !~ '^pg_' and nspname not in ('information_schema', 'public', 'open_data') and not ${foreign('pg_namespace', 'n.oid')}`,
  `${RELATIONS} select case relkind when 'v' then 'vista ' when 'm' then 'vista materializada '
    when 'S' then 'secuencia ' when 'f' then 'tabla ajena '
        when 'c' then 'tipo ' else 'tabla ' end || name as object,
      concat_ws(' ', relkind, relpersistence, case when relrowsecurity then 'row security' end,
        case when relforcerowsecurity then 'forced' end,
        case when relkind in ('v', 'm') then array_to_string(reloptions, ',') end) as text
     from r where relkind not in ('i', 'I', 't')`,
  `${RELATIONS} select 'herencia de ' || i.inhrelid::regclass as object, 'inherits ' || r.name as text
    from pg_inherits i join r on r.oid = i.inhparent`,
  `${RELATIONS} select 'columna ' || r.name || '.' || a.attname as object,
      concat_ws(' ', format_type(a.atttypid, a.atttypmod), case when a.attnotnull then 'not null' end,
        case when a.attidentity <> '' then 'identity ' || a.attidentity::text end,
          case when a.attgenerated <> '' then 'generated ' || a.attgenerated::text end,
        'default ' || pg_get_expr(d.adbin, d.adrelid)) as text
     from r join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
     left join pg_attrdef d on d.adrelid = r.oid and d.adnum = a.attnum
    where r.relkind in ('r', 'p', 'f', 'c', 'v', 'm')`,
  `${RELATIONS} select 'restricción ' || x.conname || ' de ' || r.name as object,
      pg_get_constraintdef(x.oid) || case when x.convalidated then '' else ' not validated' end as text
     from pg_constraint x join r on r.oid = x.conrelid where x.contype in ('p', 'u', 'f', 'c', 'x')`,
  `${RELATIONS} select 'índice ' || i.relname || ' de ' || r.name as object,
      pg_get_indexdef(i.oid) || case when x.indisvalid and x.indisready and x.indislive then '' else ' not valid' end as text
     from r join pg_index x on x.indrelid = r.oid join pg_class i on i.oid = x.indexrelid where r.relkind <> 't'`,
  // The engine's triggers for foreign keys have different names in each database, so of these only one that does not
  // fire is listed.
  `${RELATIONS} select 'disparador ' || case when t.tgisinternal then 'de ' || x.conname else t.tgname end || ' de ' || r.name as object,
      case when t.tgisinternal then 'of a foreign key' else pg_get_triggerdef(t.oid) end
        || case when t.tgenabled = 'O' then '' else ' enabled ' || t.tgenabled::text end as text
     from r join pg_trigger t on t.tgrelid = r.oid left join pg_constraint x on x.oid = t.tgconstraint
       where not t.tgisinternal or t.tgenabled <> 'O'`,
  `${RELATIONS} select 'regla ' || w.rulename || ' de ' || r.name as object, pg_get_ruledef(w.oid) || ' ' || w.ev_enabled::text as text
     from r join pg_rewrite w on w.ev_class = r.oid where w.rulename <> '_RETURN'`,
  `${RELATIONS} select 'definición de ' || name as object, pg_get_viewdef(oid) as text from r where relkind in ('v', 'm')`,
  `${RELATIONS} select 'política ' || p.polname || ' de ' || r.name as object,
      concat_ws(' ', p.polcmd, p.polpermissive, pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) as text
     from r join pg_policy p on p.polrelid = r.oid`,
  `select 'función ' || n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' as object,
      concat_ws(' ', p.prokind, 'returns', pg_get_function_result(p.oid), l.lanname, p.provolatile, p.proparallel,
        case when p.proisstrict then 'strict' end, case when p.prosecdef then 'security definer' end,
          case when p.proleakproof then 'leakproof' end,
        'set ' || array_to_string(p.proconfig, ','),
        case when p.prosqlbody is null then encode(sha256(convert_to(p.prosrc, 'UTF8')), 'hex')
          else pg_get_function_sqlbody(p.oid) end) as text
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_language l on l.oid = p.prolang
    where n.nspname in ${OURS} and not ${foreign('pg_proc', 'p.oid')}`,
  `select 'tipo ' || n.nspname || '.' || t.typname as object,
      concat_ws(' ', t.typtype, format_type(t.typbasetype, t.typtypmod), t.typdefault,
        (select string_agg(e.enumlabel, ',' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid)) as text
     from pg_type t join pg_namespace n on n.oid = t.typnamespace
       where n.nspname in ${OURS} and t.typtype in ('d', 'e', 'r') and not ${foreign('pg_type', 't.oid')}`,
  `select 'operador ' || n.nspname || '.' || o.oprname || ' ('
      || o.oprleft::regtype || ', ' || o.oprright::regtype || ')' as object, o.oprcode::regproc::text as text
     from pg_operator o join pg_namespace n on n.oid = o.oprnamespace
       where n.nspname in ${OURS} and not ${foreign('pg_operator', 'o.oid')}`,
  `select 'conversión de tipo ' || c.castsource::regtype || ' a ' || c.casttarget::regtype as object,
    coalesce(c.castfunc::regproc::text, '') || ' ' || c.castcontext::text as text
     from pg_cast c where c.oid >= 16384 and not ${foreign('pg_cast', 'c.oid')}`,
  `select 'disparador de la base ' || evtname as object, evtevent || ' ' || evtfoid::regproc || ' ' || evtenabled::text as text
     from pg_event_trigger e where not ${foreign('pg_event_trigger', 'e.oid')}`,
  // Settings stored for a role or for this database that change what names mean or which triggers fire.
  `select 'ajuste ' || split_part(s, '=', 1) || coalesce(' del rol ' || r.rolname, '') as object, s as text
     from pg_db_role_setting g left join pg_roles r on r.oid = g.setrole, unnest(g.setconfig) s
    where (g.setdatabase = 0 or g.setdatabase = (select oid from pg_database where datname = current_database()))
      and split_part(s, '=', 1) in ('search_path', 'session_replication_role', 'row_security',
        'session_preload_libraries', 'local_preload_libraries', 'role')`,
];

/**
 * The structure of the database as sorted lines: tables, columns with their defaults, constraints, indexes, functions,
 * views, triggers, rules, policies, types. It leaves out what extensions brought, and owners, roles and whatever
 * depends on the installation.
 */
export async function readSchema(db: Executor): Promise<SchemaLine[]> {
  const lines: SchemaLine[] = [];
  for (const reading of readings)
    for (const { object, text } of await db.query<{ object: string; text: string }>(reading))
      lines.push({ object, text: plain(text) });
  return lines.sort((a, b) => order(a.object, b.object) || order(a.text, b.text));
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Versions of PostgreSQL break lines differently, and those before 16 write the table before each column even when
 * there is only one; there the name says nothing and is left out.
 */
function plain(text: string): string {
  const line = text.replace(/\s+/g, ' ').replace(/\( /g, '(').replace(/ \)/g, ')').replace(/;$/, '').trim();
  const severalTables = /\bjoin\b/i.test(line) || /\bfrom \w+(\.\w+)?( \w+)?,/i.test(line);
  return /^select\b/i.test(line) && !severalTables ? line.replace(/\b[a-z_]+\.(?=[a-z_])/g, '') : line;
}

/** The lines of a schema as the text of schema.gen.txt. */
export function schemaText(lines: readonly SchemaLine[]): string {
  return `${lines.map(({ object, text }) => `${object}: ${text}`).join('\n')}\n`;
}
