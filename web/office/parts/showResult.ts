/**
 * After an act the result is in view. Whoever sends an act watches the screen from before it until its answer: what
 * changed meanwhile (a new row, another state, a note) is its result, whatever the screen. There is no list of screens
 * and nothing for a screen to say.
 */

/** The narrowest part of a screen that a change is read in. */
const READ_AS = '[data-row], article, li, .note, .page-head, section';
/** What changes and is no result: forms, the dialog that closes, and words that tell how old or how many. */
const NO_RESULT = 'form, dialog, .page-foot, .table-tools, .pager';
/** What comes late is still looked for; longer than this nobody links to the act. */
const LATEST_MS = 1500;
const LOOKED_EVERY_MS = 60;

export interface ScreenWatch {
  /** Brings what changed into view and, where it was out of it or the focus was lost with its button, gives it the focus. */
  readonly show: () => void;
  /** The act was refused: its form tells. */
  readonly stop: () => void;
}

/** Watches the screen until `show` or `stop`. */
export function watchScreen(): ScreenWatch {
  const screen = document.getElementById('contenido');
  const path = location.pathname;
  const changed = new Set<Element>();
  const take = (records: readonly MutationRecord[]) => {
    for (const { target, addedNodes, type } of records)
      for (const node of type === 'characterData' ? [target] : addedNodes) {
        const element = node instanceof Element ? node : node.parentElement;
        if (element && !element.closest(NO_RESULT)) changed.add(element.closest(READ_AS) ?? element);
      }
  };
  const observer = new MutationObserver(take);
  if (screen) observer.observe(screen, { childList: true, characterData: true, subtree: true });
  const stop = () => observer.disconnect();
  return {
    stop,
    show: () => {
      const until = performance.now() + LATEST_MS;
      const look = () => {
        take(observer.takeRecords());
        const shown = [...changed].filter((e) => e.isConnected && e.getClientRects().length > 0);
        // Another screen is read from its beginning: that is said where screens change.
        if (location.pathname !== path || document.querySelector('dialog:modal')) return stop();
        if (shown.length === 0 && performance.now() < until) {
          setTimeout(look, LOOKED_EVERY_MS);
          return;
        }
        stop();
        bring(shown);
      };
      // The dialog closes, and gives the focus back, before anything is looked for.
      requestAnimationFrame(() => requestAnimationFrame(look));
    },
  };
}

const inView = (element: Element): boolean => {
  const { top, bottom } = element.getBoundingClientRect();
  return top < innerHeight - 40 && bottom > 0 && (top >= 0 || bottom <= innerHeight);
};

/** The first of what changed, unless some of it is already seen. */
function bring(shown: readonly Element[]): void {
  const inOrder = [...shown].sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  const seen = inOrder.find(inView);
  const result = (seen ?? inOrder[0]) as HTMLElement | undefined;
  if (!result) return;
  for (const element of inOrder) mark(element);
  const lost = document.activeElement === null || document.activeElement === document.body;
  if (seen && !lost) return;
  if (!result.hasAttribute('tabindex')) {
    result.tabIndex = -1;
    result.addEventListener('blur', () => result.removeAttribute('tabindex'), { once: true });
  }
  result.focus({ preventScroll: true });
  if (!seen)
    result.scrollIntoView({ block: result.offsetHeight < innerHeight / 2 ? 'center' : 'start', behavior: 'instant' });
}

/** Shows for a moment what changed. */
function mark(element: Element): void {
  element.setAttribute('data-changed', '');
  setTimeout(() => element.removeAttribute('data-changed'), 3000);
}
