import type { Executor } from '../db/database.ts';
import { officialTableNames, tableClasses } from './columnClasses.ts';
import type { Findings } from './findings.ts';

/** The roles that docs/operar.md makes; apply_grants() gives them the rights listed here, and no more. */
const APP = 'sigg_app';
const PORTAL = 'sigg_portal';
const WRITING = ['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN'];

interface Granted extends Record<string, unknown> {
  readonly schema: string;
  readonly name: string;
  readonly kind: string;
  /** '' means everybody. */
  readonly grantee: string;
  readonly rights: string[];
}

/** What the application's role may do with a table, by the class of the table. */
function rightsOfApp({ schema, name, kind }: Granted): readonly string[] {
  if (kind === 'S') return ['USAGE'];
  if (schema === 'open_data') return ['SELECT', 'INSERT', 'UPDATE', 'DELETE'];
  if (name === 'schema_migration') return ['SELECT'];
  const table = tableClasses[name];
  if (table?.addedOnly) return ['SELECT', 'INSERT'];
  if (name === 'receipt' || officialTableNames.includes(name) || (table?.of.class === 'reference' && !table.mayEmpty))
    return ['SELECT', 'INSERT', 'UPDATE'];
  return ['SELECT', 'INSERT', 'UPDATE', 'DELETE'];
}

/**
 * The rights beyond those. Somebody else may have been given the right to read (for a report), which alters nothing.
 */
function excess(granted: Granted): string[] {
  const { schema, grantee, rights } = granted;
  if (grantee === APP) return rights.filter((r) => !rightsOfApp(granted).includes(r));
  if (grantee === PORTAL) return rights.filter((r) => schema !== 'open_data' || r !== 'SELECT');
  return grantee === '' ? rights : rights.filter((r) => WRITING.includes(r));
}

/** Each reading answers the rights on one kind of object, except those of owners and superusers. */
const RIGHTS = `
  select n.nspname as schema, c.relname as name, c.relkind::text as kind, coalesce(r.rolname, '') as grantee,
    array_agg(distinct x.privilege_type order by x.privilege_type) as rights
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    cross join lateral (select (aclexplode(c.relacl)).* union all
      select (aclexplode(a.attacl)).* from pg_attribute a where a.attrelid = c.oid and a.attacl is not null) x
    left join pg_roles r on r.oid = x.grantee
   where n.nspname in ('public', 'open_data') and x.grantee <> c.relowner and not coalesce(r.rolsuper, false)
     and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
   group by 1, 2, 3, 4 order by 1, 2, 4`;

/** Other ways of getting more rights than one's own; each row is a sentence. */
const WAYS = `
  with ours as (select c.oid, n.nspname || '.' || c.relname as name, c.relowner from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('public', 'open_data') and c.relkind in ('r', 'p', 'v', 'm', 'S')
       and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')),
   owner as (select relowner as oid from pg_class where oid = 'public.schema_migration'::regclass),
   own as (select * from pg_roles where rolname in ('${APP}', '${PORTAL}'))
  select format('%s es de %s, no del dueño de las demás tablas', o.name, pg_get_userbyid(o.relowner)) as way
    from ours o, owner where o.relowner <> owner.oid
  union all select format(
      '%s puede saltarse todo control (superusuario, o crea roles, o pasa por encima de las políticas)', rolname) from own
    where rolsuper or rolcreaterole or rolbypassrls or rolreplication
  union all select format('%s es miembro de %s', own.rolname, pg_get_userbyid(m.roleid)) from own
    join pg_auth_members m on m.member = own.oid
    where pg_get_userbyid(m.roleid) <> '${PORTAL}'
  union all select format('%s es dueño de las tablas', own.rolname) from own, owner where owner.oid = own.oid
  union all select format('%s puede crear objetos en el esquema %s', coalesce(r.rolname, 'cualquiera'), n.nspname)
    from pg_namespace n cross join lateral aclexplode(n.nspacl) x left join pg_roles r on r.oid = x.grantee
   where n.nspname in ('public', 'open_data') and x.privilege_type = 'CREATE' and x.grantee <> n.nspowner
     and x.grantee <> (select oid from owner) and not coalesce(r.rolsuper, false)
  union all select format('nuevas tablas darían a %s el derecho %s', coalesce(r.rolname, 'cualquiera'), x.privilege_type)
    from pg_default_acl d cross join lateral aclexplode(d.defaclacl) x left join pg_roles r on r.oid = x.grantee
   where d.defaclobjtype = 'r' and x.grantee <> d.defaclrole and x.privilege_type <> 'SELECT'`;

/**
 * Compares what the roles of the database may do with what they need. The embedded engine has one user, who may do
 * everything.
 */
export async function verifyRights(tx: Executor, found: Findings): Promise<void> {
  for (const granted of await tx.query<Granted>(RIGHTS)) {
    const more = excess(granted);
    if (more.length === 0) continue;
    found.add(
      'rightsExcess',
      `${granted.grantee || 'cualquiera'} en ${granted.schema}.${granted.name}: ${more.join(', ')}`,
    );
  }
  for (const { way } of await tx.query<{ way: string }>(WAYS)) found.add('rightsExcess', way);
}
