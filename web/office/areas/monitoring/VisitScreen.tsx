import { RecordPage } from './RecordPage.tsx';

/** One visit, with its versions, its photos and who checked it. */
export default function VisitScreen() {
  return <RecordPage noun="visit" />;
}
