import type { Life } from '../../../domain/kernel/noun/life.ts';
import { upperFirst } from '../../../domain/kernel/text.ts';
import { fieldAppWords as w } from '../../../domain/words/fieldApp.ts';
import type { Draft } from '../../local/index.ts';
import { usePhoneState } from '../../local/react.ts';
import { Icon } from '../../ui/icons.tsx';
import { pathOf } from '../route.ts';
import { Link } from './Frame.tsx';
import { formPath, stepPath } from './NounLink.tsx';
import { writtenMoment } from './text.ts';

const kinds: Record<string, { place: string; name: string }> = {
  visit: { place: 'visita', name: w.visit.title },
  sale: { place: 'venta', name: w.sale.title },
  community: { place: 'comunidad', name: w.community.title },
};

/** What a draft is about, in words; null for a kind that this release does not know. */
function nameOf(draft: Draft, life: Life | undefined): string | null {
  return kinds[draft.kind]?.name ?? (life ? upperFirst(life.noun.words.one) : null);
}

/** The form of a draft, as an address; null for a kind this release does not know. */
function draftPath(draft: Draft, life: Life | undefined): string | null {
  const step = draft.kind.split('.')[1];
  if (life) return step ? stepPath(life, step, draft.id) : formPath(life, null, draft.id);
  const kind = kinds[draft.kind];
  return kind ? pathOf(kind.place, draft.subjectId, draft.id) : null;
}

/**
 * What was begun and not saved, each with a link to continue. With `alliance`, the name of the alliance is not
 * repeated.
 */
export function Drafts({
  drafts,
  alliance = false,
  replace = false,
}: {
  drafts: readonly Draft[];
  alliance?: boolean;
  replace?: boolean;
}) {
  const { alliances, today, lives } = usePhoneState();
  return (
    <section className="stack-s" aria-label={w.home.drafts}>
      <h2 className="f-section">{w.home.drafts}</h2>
      {drafts.map((draft) => {
        const life = lives.find(({ noun }) => noun.name === draft.kind.split('.')[0]);
        const path = draftPath(draft, life);
        if (!path) return null;
        const called = nameOf(draft, life);
        const name = alliance ? null : alliances.find((v) => v.alliance.id === draft.subjectId)?.alliance.name;
        return (
          <Link key={draft.id} to={path} replace={replace} className="card f-row-link">
            <span>
              <span className="f-strong">
                {draft.values.target && !draft.kind.includes('.') ? w.draft.correction(called ?? '') : called}
              </span>
              {name ? ` · ${name}` : ''}
              <span className="small muted f-block">{w.draft.from(writtenMoment(draft.updatedAt, today))}</span>
            </span>
            <Icon name="right" />
          </Link>
        );
      })}
    </section>
  );
}
