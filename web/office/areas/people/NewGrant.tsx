import { useCallback, useMemo, useState } from 'react';
import { addDays, writtenDay } from '../../../../domain/kernel/dates.ts';
import type { FieldSpec, FormValues } from '../../../../domain/kernel/form.ts';
import type { NounRow } from '../../../../domain/kernel/noun/views.ts';
import type { ListView } from '../../../../domain/kernel/views.ts';
import { roleGranters } from '../../../../domain/people/grantCommands.ts';
import { grantableRoles, isRole, type Role, roles, type ScopeKind } from '../../../../domain/people/roles.ts';
import type { UserView } from '../../../../domain/people/views.ts';
import { peopleWords } from '../../../../domain/words/people.ts';
import { newId } from '../../../local/ids.ts';
import { CommandDialog } from '../../parts/CommandForm.tsx';
import { useSession } from '../../session.tsx';
import { useCatalogue, useUnits } from '../../useCatalogue.ts';
import { useData } from '../../useQueryPage.ts';

const w = peopleWords.grants;

/** The field that holds the reach of a role, for the kinds that name a single place or organisation. */
const reachField: Partial<Record<ScopeKind, 'unitId' | 'municipalityCode' | 'organisationId'>> = {
  unit: 'unitId',
  municipality: 'municipalityCode',
  organisation: 'organisationId',
};

const roleOf = (values: FormValues): Role | null =>
  typeof values.role === 'string' && isRole(values.role) ? values.role : null;

/** A role with its reach. It asks only what the chosen role needs and offers only roles that this person may give. */
export function NewGrant({ user, onClose }: { user: UserView; onClose: () => void }) {
  const { me, may } = useSession();
  const units = useUnits();
  const municipalities = useCatalogue()?.municipalities ?? [];
  const departments = new Map((useCatalogue()?.departments ?? []).map((d) => [d.code, d.name]));
  const id = useMemo(newId, []);
  const [sought, setSought] = useState('');
  const onValues = useCallback(
    (values: FormValues) =>
      setSought(typeof values.organisationText === 'string' ? values.organisationText.trim() : ''),
    [],
  );
  const found = useData<ListView<NounRow>>(
    'organisation.list',
    { text: sought, page: 1, pageSize: 20 },
    { enabled: sought.length >= 3 && may.query('organisation.list') },
  );
  const national = me.roles.some(
    (r) => r.scope.kind === 'national' && (roleGranters as readonly string[]).includes(r.role),
  );
  const offered = grantableRoles.filter((role) => {
    const kind = roles[role].scope;
    if (kind === 'organisation') return may.query('organisation.list');
    return national || kind === 'unit' || kind === 'alliances' || kind === 'municipality';
  });
  const tomorrow = addDays(me.system.today, 1);

  const reach = (role: Role): FieldSpec[] => {
    switch (roles[role].scope) {
      case 'unit':
        return [
          {
            kind: 'choice',
            name: 'unitId',
            label: w.unit,
            required: true,
            options: units.map((u) => ({ value: u.code, label: u.name })),
          },
        ];
      case 'municipality':
        return [
          {
            kind: 'choice',
            name: 'municipalityCode',
            label: w.municipality,
            required: true,
            options: municipalities.map((m) => ({
              value: m.code,
              label: `${m.name} (${departments.get(m.departmentCode) ?? m.code})`,
            })),
          },
        ];
      case 'organisation':
        return [
          {
            kind: 'text',
            name: 'organisationText',
            label: w.organisationSearch,
            help: w.organisationHelp,
            autocomplete: 'off',
          },
          {
            kind: 'choice',
            name: 'organisationId',
            label: w.organisation,
            required: true,
            options: (found.data?.rows ?? []).map((o) => ({
              value: o.id,
              label: `${o.values.name} · ${o.names.unitId}`,
            })),
          },
        ];
      default:
        return [];
    }
  };
  const helpOf = (role: Role): string => {
    const notes = [
      roles[role].twoPeople ? w.twoPeople(writtenDay(tomorrow)) : '',
      roles[role].scope === 'alliances' ? w.assigned : '',
    ];
    return notes.filter(Boolean).join(' ');
  };
  const specs = (values: FormValues): FieldSpec[] => {
    const role = roleOf(values);
    return [
      {
        kind: 'choice',
        name: 'role',
        label: w.role,
        ...(role ? { help: helpOf(role) } : {}),
        required: true,
        options: offered.map((r) => ({ value: r, label: roles[r].name })),
      },
      ...(role ? reach(role) : []),
      {
        kind: 'date',
        name: 'from',
        label: w.from,
        min: role && roles[role].twoPeople ? tomorrow : me.system.today,
        max: '2099-12-31',
      },
      { kind: 'date', name: 'to', label: w.to, help: w.openEnd, min: me.system.today, max: '2099-12-31' },
    ];
  };
  return (
    <CommandDialog
      opened
      title={`${w.add}: ${user.name}`}
      kind="role.propose"
      subjectId={id}
      baseVersion={null}
      draftKey={`role.propose.${user.id}`}
      specs={specs}
      onValues={onValues}
      {...(user.unitId ? { initial: { unitId: user.unitId } } : {})}
      toBody={(values) => {
        const role = roleOf(values);
        const field = role ? reachField[roles[role].scope] : undefined;
        const { from, to } = values;
        return {
          userId: user.id,
          role,
          scopeIds: field && values[field] ? [values[field]] : [],
          ...(from ? { from } : {}),
          ...(to ? { to } : {}),
        };
      }}
      submitLabel={w.add}
      onClose={onClose}
      onDone={() => undefined}
    />
  );
}
