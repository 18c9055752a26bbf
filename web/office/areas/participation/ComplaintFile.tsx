import { nounFileScreen } from '../../nouns/NounFileScreen.tsx';
import { IdentitySection } from './IdentitySection.tsx';

/** The file of a complaint: that of any noun, with who complains. */
export default nounFileScreen('complaint', { more: (file) => <IdentitySection file={file} /> });
