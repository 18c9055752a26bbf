import { useState } from 'react';
import { beginWanted } from '../../../domain/kernel/noun/commands.ts';
import { kindOf } from '../../../domain/kernel/noun/kinds.ts';
import type { Life } from '../../../domain/kernel/noun/life.ts';
import type { Noun } from '../../../domain/kernel/noun/noun.ts';
import { headingOf, shownValue } from '../../../domain/kernel/noun/show.ts';
import type { NounRow } from '../../../domain/kernel/noun/views.ts';
import { upperFirst } from '../../../domain/kernel/text.ts';
import { lives } from '../../../domain/nouns.ts';
import { nounWords as w } from '../../../domain/words/nouns.ts';
import type { IconName } from '../../ui/icons.tsx';
import { Empty } from '../../ui/states/States.tsx';
import { Badge, Deadline } from '../parts/Badge.tsx';
import { type Column, DataTable } from '../parts/DataTable.tsx';
import { ChipFilter, ChoiceFilter, DayFilter, FilterBar, FlagFilter, SearchFilter } from '../parts/Filters.tsx';
import { Page, unbroken } from '../parts/Page.tsx';
import { ViewSwitch } from '../parts/ViewSwitch.tsx';
import { useSession } from '../session.tsx';
import { useUnits } from '../useCatalogue.ts';
import { type QueryPage, useQueryPage } from '../useQueryPage.ts';
import { BulkBar, BulkNotice, type BulkOpen, useBulkSteps, useChosen } from './BulkBar.tsx';
import { NounAct } from './NounAct.tsx';
import { NounMap } from './NounMap.tsx';

export interface Look {
  readonly icon: IconName;
  readonly lead: string;
  readonly empty: string;
}

const none = <span className="missing">s/d</span>;

/**
 * The columns of a noun's list.
 * @param alone whether the reader sees a single unit; its column is then hidden, because all rows have the same value
 * @param allDemo whether all rows are a demonstration, as the top of every screen then says
 */
function columnsOf(
  l: Life,
  { today, alone, allDemo }: { today: string; alone: boolean; allDemo: boolean },
): Column<NounRow>[] {
  const { noun: n } = l;
  const named = (name: string, shown: string | null) => (name === n.named && shown !== null ? unbroken(shown) : shown);
  const fields = n.listed.map((name): Column<NounRow> => {
    const facts = n.fields[name] as (typeof n.fields)[string];
    const align = kindOf(facts).align;
    return {
      id: name,
      title: headingOf(n, name),
      sort: name,
      ...(align ? { align } : {}),
      ...(facts.options.to === 'alliance' || facts.options.multiline ? { long: true } : {}),
      ...(name === n.named ? { main: true } : {}),
      ...(n.aside?.includes(name) || (alone && name === n.place.unit) ? { hidden: true } : {}),
      cell: (row) =>
        name === l.due ? (
          row.dueOn ? (
            <Deadline due={row.dueOn} today={today} />
          ) : (
            (shownValue(n, name, row.values[name]) ?? none)
          )
        ) : (
          (named(name, shownValue(n, name, row.values[name], row.names[name])) ?? none)
        ),
    };
  });
  const state: Column<NounRow> = {
    id: 'state',
    title: w.state,
    cell: (row) => (
      <>
        <Badge tone={l.states[row.state]?.holder ? 'info' : 'neutral'}>
          {upperFirst(l.states[row.state]?.name ?? row.state)}
        </Badge>
        {n.pressing && row.values[n.pressing] === true ? (
          <>
            {' '}
            <Badge tone="bad">{upperFirst(headingOf(n, n.pressing))}</Badge>
          </>
        ) : null}
        {row.demo && !allDemo ? (
          <>
            {' '}
            <Badge tone="special">{w.demo}</Badge>
          </>
        ) : null}
      </>
    ),
  };
  const [first, ...rest] = fields;
  return first ? [first, state, ...rest] : [state];
}

/** The name of the row to which a narrowing reference points, taken from the rows; generic words when there is none. */
const calledBy = (name: string, { view }: Pick<QueryPage<NounRow>, 'view'>): string =>
  view?.rows[0]?.names[name] ?? w.thatOne;

/** A filter for each listed field whose kind can narrow a list. */
function fieldFilters(n: Noun, page: Parameters<typeof ChoiceFilter>[0]['page']) {
  return n.listed.flatMap((name) => {
    const facts = n.fields[name];
    if (facts?.kind === 'choice' || facts?.kind === 'flag') {
      const options =
        facts.kind === 'flag'
          ? [['true', 'Sí'] as const, ['false', 'No'] as const]
          : Object.entries(facts.options.choices ?? {});
      return (
        <ChoiceFilter
          key={name}
          page={page}
          name={name}
          label={headingOf(n, name)}
          any={w.any}
          options={options.map(([value, label]) => ({ value, label: upperFirst(label) }))}
        />
      );
    }
    if (facts?.kind === 'day' && !facts.isDerived) {
      return [
        <DayFilter key={`${name}From`} page={page} name={`${name}From`} label={w.from(headingOf(n, name))} />,
        <DayFilter key={`${name}To`} page={page} name={`${name}To`} label={w.to(headingOf(n, name))} />,
      ];
    }
    return [];
  });
}

/** The list of a noun: filters, columns and downloads follow from its declaration. */
function NounList({ life: l, look }: { life: Life; look: Look }) {
  const { noun: n } = l;
  const { me, may } = useSession();
  const units = useUnits();
  const page = useQueryPage<NounRow>(`${n.name}.list`);
  const unit = n.place.unit && units.length === 1 ? { [n.place.unit]: units[0]?.code } : {};
  const register = may.command(`${n.name}.register`) ? (
    <NounAct
      key={units.length}
      noun={n}
      command={`${n.name}.register`}
      title={l.begins.title}
      wanted={beginWanted(l)}
      row={null}
      look="btn-main"
      paper={l.begins.paper ?? null}
      preset={unit}
    />
  ) : null;
  const shown = page.look === 'map' && n.drawnAt && may.query(`${n.name}.map`) ? 'map' : 'list';
  const steps = useBulkSteps(l);
  const chosen = useChosen(page);
  const [open, setOpen] = useState<BulkOpen>(null);
  return (
    <Page
      title={upperFirst(n.words.many)}
      lead={look.lead}
      asOf={page.asOf}
      actions={
        n.drawnAt && may.query(`${n.name}.map`) ? (
          <>
            <ViewSwitch page={page} shown={shown} />
            {register}
          </>
        ) : (
          register
        )
      }
    >
      <FilterBar page={page}>
        <SearchFilter page={page} label={w.search} />
        {Object.values(l.states).some(({ holder }) => holder) ? (
          <FlagFilter page={page} name="open" label={w.open} />
        ) : null}
        {l.due ? <FlagFilter page={page} name="late" label={w.late} /> : null}
        <ChoiceFilter
          page={page}
          name="state"
          label={w.state}
          any={w.any}
          options={Object.entries(l.states).map(([value, { name }]) => ({ value, label: upperFirst(name) }))}
        />
        {fieldFilters(n, page)}
        {n.joined ? <FlagFilter page={page} name="joined" label={w.joined} /> : null}
        {Object.keys(n.fields)
          .filter((name) => n.fields[name]?.kind === 'reference' && name !== n.place.unit)
          .map((name) => (
            <ChipFilter key={name} page={page} name={name} say={() => w.of(headingOf(n, name), calledBy(name, page))} />
          ))}
      </FilterBar>
      {shown === 'map' ? (
        <NounMap life={l} page={page} />
      ) : (
        <>
          {steps.length > 0 ? <BulkNotice life={l} chosen={chosen} open={open} setOpen={setOpen} /> : null}
          <DataTable
            page={page}
            columns={columnsOf(l, { today: me.system.today, alone: units.length === 1, allDemo: me.system.demo })}
            rowId={(row) => row.id}
            title={upperFirst(n.words.many)}
            href={(row) => `${n.path}/${row.id}`}
            exports
            choosing={
              steps.length > 0
                ? {
                    ids: chosen.ids,
                    set: chosen.set,
                    called: (row) => shownValue(n, n.named, row.values[n.named], row.names[n.named]) ?? n.words.one,
                    bar: <BulkBar life={l} page={page} chosen={chosen} steps={steps} setOpen={setOpen} />,
                  }
                : undefined
            }
            empty={
              <Empty icon={look.icon} title={w.none(n.words.many)} action={register}>
                {look.empty}
              </Empty>
            }
          />
        </>
      )}
    </Page>
  );
}

/** Makes the list screen of the noun with this name. */
export function nounListScreen(name: string, look: Look) {
  const l = lives.find((one) => one.noun.name === name);
  if (!l) throw new Error(`no noun ${name}`);
  return () => <NounList life={l} look={look} />;
}
