import { indicatorWords as w } from '../../../../domain/words/monitoring.ts';
import { Icon } from '../../../ui/icons.tsx';
import { type QueryParams, queryPath } from '../../api.ts';

/** Downloads the figures on the screen with their definitions. */
export function Download({ params }: { params: QueryParams }) {
  return (
    <>
      <a className="btn btn-quiet" href={queryPath('indicator.table', { ...params, format: 'xlsx' })} download>
        <Icon name="download" /> Excel
        <span className="only-read">: {w.download}</span>
      </a>
      <a className="btn btn-quiet" href={queryPath('indicator.table', { ...params, format: 'csv' })} download>
        CSV
        <span className="only-read">: {w.download}</span>
      </a>
    </>
  );
}
