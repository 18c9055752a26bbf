import { nounFileScreen } from '../../nouns/NounFileScreen.tsx';
import { IdentitySection } from './IdentitySection.tsx';

/** The file of a complaint: the same as of any noun, and below it the identity of the complainant. */
export default nounFileScreen('complaint', { more: (file) => <IdentitySection file={file} /> });
