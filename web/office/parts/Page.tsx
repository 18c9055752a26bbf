import type { ReactNode } from 'react';
import type { AsOf } from '../../../domain/kernel/views.ts';
import { officeWords } from '../../../domain/words/office.ts';
import { useTitle } from '../shell/useTitle.ts';
import { anchorOf, Indexed, useInIndex } from './SectionIndex.tsx';
import { writtenInstant } from './written.ts';

/** A text whose codes (R-2026-7K2) stay on one line. */
export const unbroken = (title: string): ReactNode =>
  title.split(/(\S*\d\S*-\S+|\S+-\S*\d\S*)/).map((part, i) =>
    i % 2 === 1 && part.length <= 20 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a title never change places
      <span key={i} className="no-break">
        {part}
      </span>
    ) : (
      part
    ),
  );

/** The frame of every screen: its title, its purpose, its actions, and the age of its data. */
export function Page({
  title,
  lead,
  actions,
  asOf,
  above,
  index = false,
  children,
}: {
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
  asOf?: AsOf | undefined;
  above?: ReactNode;
  /** Whether the page is long: its sections are then listed beside it. */
  index?: boolean;
  children: ReactNode;
}) {
  useTitle(title);
  return (
    <div className="page">
      <header className="page-head">
        <div className="stack-s">
          {above}
          <h1>{unbroken(title)}</h1>
          {lead ? <div className="muted page-lead">{lead}</div> : null}
        </div>
        {actions ? <div className="row">{actions}</div> : null}
      </header>
      {index ? <Indexed>{children}</Indexed> : children}
      {asOf ? <p className="small muted page-foot">{officeWords.asOf(writtenInstant(asOf.at))}</p> : null}
    </div>
  );
}

/** A part of a page with its own heading. */
export function Section({
  title,
  count,
  actions,
  children,
  id,
}: {
  title: string;
  count?: number;
  actions?: ReactNode;
  children: ReactNode;
  id?: string;
}) {
  const anchor = id ?? anchorOf(title);
  useInIndex(anchor, title, count);
  return (
    <section className="card stack section" id={anchor} aria-label={title}>
      <div className="row row-apart">
        <h2>
          {title}
          {count === undefined ? null : <span className="section-count num">{count}</span>}
        </h2>
        {actions}
      </div>
      {children}
    </section>
  );
}
