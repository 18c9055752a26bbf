/**
 * Brings the result of an act into view. The code that sends a command watches the screen from before the sending until
 * the answer: whatever changed meanwhile (a new row, another state, a note) is the result. Therefore no screen has to
 * declare where its results appear.
 */

/** The smallest parts of a screen in which a change is shown. */
const READ_AS = '[data-row], article, li, .note, .page-head, section';
/** Changes here are not results: forms, the closing dialog, and texts with the age or the number of rows. */
const NO_RESULT = 'form, dialog, .page-foot, .table-tools, .pager';
/** In milliseconds: a change that arrives within this time still counts; later nobody connects it with the act. */
const LATEST_MS = 1500;
const LOOKED_EVERY_MS = 60;

export interface ScreenWatch {
  /**
   * Scrolls the change into view. It also gives the change the focus when it was out of view or when the focused button
   * is gone.
   */
  readonly show: () => void;
  /** Ends the watch because the act was refused; its form shows why. */
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
        // Another screen was opened, and screens scroll to their top by themselves; or a dialog is open. Nothing is
        // shown.
        if (location.pathname !== path || document.querySelector('dialog:modal')) return stop();
        if (shown.length === 0 && performance.now() < until) {
          setTimeout(look, LOOKED_EVERY_MS);
          return;
        }
        stop();
        bring(shown);
      };
      // Waits two frames, so that the dialog has closed and given the focus back.
      requestAnimationFrame(() => requestAnimationFrame(look));
    },
  };
}

const inView = (element: Element): boolean => {
  const { top, bottom } = element.getBoundingClientRect();
  return top < innerHeight - 40 && bottom > 0 && (top >= 0 || bottom <= innerHeight);
};

/** Goes to the first change, unless one is already in view. */
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

/** Highlights a change for 3 s. */
function mark(element: Element): void {
  element.setAttribute('data-changed', '');
  setTimeout(() => element.removeAttribute('data-changed'), 3000);
}
