import { loginWords as w } from '../../../domain/words/office.ts';
import { DoorPage } from './LoginPage.tsx';

/**
 * Shown instead of the office in a browser that was withdrawn. Its session and its unsent drafts are gone; a person may
 * log in again as from a new browser.
 */
export function Withdrawn({ onAgain }: { onAgain: () => void }) {
  return (
    <DoorPage title={w.withdrawnTitle} lead={w.withdrawnLead}>
      <button type="button" className="btn btn-main" onClick={onAgain}>
        {w.withdrawnAgain}
      </button>
    </DoorPage>
  );
}
