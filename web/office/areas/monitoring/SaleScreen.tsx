import { RecordPage } from './RecordPage.tsx';

/** One sale, with its versions, its photos and who checked it. */
export default function SaleScreen() {
  return <RecordPage noun="sale" />;
}
