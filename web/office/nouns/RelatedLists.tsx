import { Link } from '@tanstack/react-router';
import { beginWanted } from '../../../domain/kernel/noun/commands.ts';
import { beginFields, type Life } from '../../../domain/kernel/noun/life.ts';
import { headingOf, shownValue } from '../../../domain/kernel/noun/show.ts';
import type { NounRow, RelatedCount } from '../../../domain/kernel/noun/views.ts';
import { upperFirst } from '../../../domain/kernel/text.ts';
import type { ListView } from '../../../domain/kernel/views.ts';
import { lives } from '../../../domain/nouns.ts';
import { nounWords as w } from '../../../domain/words/nouns.ts';
import { Badge, Deadline } from '../parts/Badge.tsx';
import { Section } from '../parts/Page.tsx';
import { useSession } from '../session.tsx';
import { useData } from '../useQueryPage.ts';
import { NounAct } from './NounAct.tsx';
import './related.css';

/** How many rows a file shows of each list; the list has all of them. */
const FIRST = 5;

/** What the lists are about: its kind as references name it, its id, what it is called, what refers to it. */
interface RelatedProps {
  readonly to: string;
  readonly id: string;
  readonly called: string;
  readonly related: readonly RelatedCount[];
  /** Nouns that the file shows in a section of their own. */
  readonly except?: readonly string[];
}

interface Relation {
  readonly life: Life;
  readonly field: string;
  readonly count: number;
}

/** The button that registers one more, about this thing. */
function Register({ relation: { life: l, field }, id, called }: { relation: Relation; id: string; called: string }) {
  return (
    <NounAct
      noun={l.noun}
      command={`${l.noun.name}.register`}
      title={l.begins.title}
      wanted={beginWanted(l)}
      row={null}
      paper={l.begins.paper ?? null}
      preset={{ [field]: id }}
      presetNames={{ [field]: called }}
    />
  );
}

/** What a line says of a row beside its name: the first listed fields that it has, of those that fit in a line. */
function said({ noun: n }: Life, row: NounRow, without: string): string {
  return n.listed
    .filter(
      (name) => name !== n.named && name !== without && name !== n.place.unit && !n.fields[name]?.options.multiline,
    )
    .flatMap((name) => {
      const shown = shownValue(n, name, row.values[name], row.names[name]);
      return shown === null ? [] : [`${headingOf(n, name)}: ${shown}`];
    })
    .slice(0, 3)
    .join(' · ');
}

/** The rows of one noun that refer to the thing: the first ones, and the way to all of them. */
function RelatedList({ relation, id, action }: { relation: Relation; id: string; action: React.ReactNode }) {
  const { me } = useSession();
  const { life: l, field, count } = relation;
  const { noun: n } = l;
  const { data } = useData<ListView<NounRow>>(`${n.name}.list`, { [field]: id, pageSize: FIRST });
  return (
    <Section title={upperFirst(n.words.many)} count={count} actions={action}>
      <ul className="related">
        {(data?.rows ?? []).map((row) => (
          <li key={row.id}>
            <Link to={`${n.path}/${row.id}` as never}>
              {shownValue(n, n.named, row.values[n.named], row.names[n.named]) ?? upperFirst(n.words.one)}
            </Link>
            <span className="row">
              {row.dueOn && l.states[row.state]?.holder ? <Deadline due={row.dueOn} today={me.system.today} /> : null}
              <Badge tone={l.states[row.state]?.holder ? 'info' : 'neutral'}>
                {upperFirst(l.states[row.state]?.name ?? row.state)}
              </Badge>
            </span>
            <span className="cell-sub">{said(l, row, field)}</span>
          </li>
        ))}
      </ul>
      {count > FIRST ? (
        <Link to={`${n.path}?${field}=${id}` as never} className="small">
          {w.seeAll(count)}
        </Link>
      ) : null}
    </Section>
  );
}

/**
 * What refers to a thing, from the declarations: a section for each noun of which there is something, and at the end
 * what there is nothing of yet and this reader may register.
 */
export function RelatedLists({ to, id, called, related, except = [] }: RelatedProps) {
  const { may } = useSession();
  const relations = lives.flatMap((life): Relation[] =>
    except.includes(life.noun.name) || !may.query(`${life.noun.name}.list`)
      ? []
      : Object.keys(life.noun.fields)
          .filter((field) => life.noun.fields[field]?.options.to === to)
          .map((field) => ({
            life,
            field,
            count: related.find((r) => r.noun === life.noun.name && r.field === field)?.count ?? 0,
          })),
  );
  const mayAdd = ({ life: l, field }: Relation) =>
    may.command(`${l.noun.name}.register`) && beginFields(l).includes(field);
  const empty = relations.filter((r) => r.count === 0 && mayAdd(r));
  return (
    <>
      {relations
        .filter(({ count }) => count > 0)
        .map((r) => (
          <RelatedList
            key={`${r.life.noun.name}.${r.field}`}
            relation={r}
            id={id}
            action={mayAdd(r) ? <Register relation={r} id={id} called={called} /> : null}
          />
        ))}
      {empty.length > 0 ? (
        <Section title={w.noneYet}>
          <ul className="related">
            {empty.map((r) => (
              <li key={`${r.life.noun.name}.${r.field}`}>
                <span>{upperFirst(r.life.noun.words.many)}</span>
                <Register relation={r} id={id} called={called} />
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}
