import { useEffect, useRef } from 'react';
import { areShortcutsOn } from '../../shell/shortcutChoice.ts';

export interface ReviewKeys {
  readonly approve: () => void;
  readonly observe: () => void;
  readonly undo: () => void;
  readonly next: () => void;
  readonly previous: () => void;
}

/** A letter within this time (in milliseconds) after 'g' names a screen to open, so it does not decide anything. */
const GOING_MS = 1500;

/** One key for each decision. Never while something is typed or a dialog is open, nor when shortcuts are turned off. */
export function useReviewKeys(keys: ReviewKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    let going = Number.NEGATIVE_INFINITY;
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || !areShortcutsOn()) return;
      if (target.matches('input, select, textarea, [contenteditable]') || document.querySelector('dialog[open]'))
        return;
      if (event.key.toLowerCase() === 'g') going = event.timeStamp;
      if (event.timeStamp - going < GOING_MS) return;
      const act = {
        v: latest.current.approve,
        o: latest.current.observe,
        z: latest.current.undo,
        ArrowRight: latest.current.next,
        ArrowLeft: latest.current.previous,
      }[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
