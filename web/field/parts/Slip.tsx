import { spokenDay } from '../../../domain/kernel/dates.ts';
import type { Life } from '../../../domain/kernel/noun/life.ts';
import { fieldAppWords as w } from '../../../domain/words/fieldApp.ts';
import type { NounRecord } from '../../local/index.ts';

/**
 * What the person for whom it was recorded is given: the code, the day, and where to ask. It says nothing of what was
 * told, so that a finder learns nothing. In large letters, to be copied or photographed from the screen; printed, it is
 * alone on the page.
 */
export function Slip({ life, record, page }: { life: Life; record: NounRecord; page: string }) {
  const { name, dueOn } = record;
  return (
    // It may be longer than the screen and contains nothing to press, so it can be focused and scrolled with the keys.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: as said
    <section className="card f-slip" aria-label={w.slip.title(life.noun.words.one)} tabIndex={0}>
      <h2>{w.slip.title(life.noun.words.one)}</h2>
      <p className="f-code mono">{name}</p>
      <p className="small">{w.slip.keep}</p>
      {dueOn ? (
        <p>
          {w.slip.until} <strong className="f-day">{`${spokenDay(dueOn)} de ${dueOn.slice(0, 4)}`}</strong>
        </p>
      ) : record.state === null ? (
        <p>{w.slip.noDay}</p>
      ) : null}
      <h3>{w.slip.follow}</h3>
      <p>
        {w.slip.page} <strong className="f-address">{`${location.host}${page}`}</strong>
      </p>
      <p>{w.slip.office}</p>
    </section>
  );
}
