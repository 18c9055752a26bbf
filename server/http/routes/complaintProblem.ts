import { html } from 'hono/html';
import { MOST_SAID } from '../../../domain/kernel/noun/remark.ts';
import { type Problem, problem } from '../../../domain/kernel/problem.ts';
import { complaint } from '../../../domain/participation/complaint.ts';
import type { Html } from '../../../portal/layout.ts';
import { SPANISH, type Teller } from '../../../portal/words/complaints/languages.ts';
import { MAX_PUBLIC_FILE_MB } from '../publicForm.ts';

const NOT_NOW = problem('stepNotNow', { action: '', the: '', state: '' }).code;

const lengths = (field: 'story' | 'reopenReason') => {
  const { minLength = 1, maxLength = 2000 } = complaint.fields[field].options;
  return { least: minLength, most: maxLength };
};

/**
 * Why what somebody sent was not accepted, in their language. What the dictionaries lack is said in Spanish and marked
 * as such.
 */
export function problemSaid({ say }: Teller, { code, field, retry, message }: Problem): Html {
  switch (field?.replace(/^body\./, '')) {
    case 'story':
      return say('problem.story', lengths('story'));
    case 'reopenReason':
      return say('problem.reason', lengths('reopenReason'));
    case 'text':
      return say('problem.more', { most: MOST_SAID });
    case 'municipalityCode':
      return say('problem.municipality');
    case 'photos':
      return say('problem.photos', { mb: MAX_PUBLIC_FILE_MB });
    case 'voice':
      return say('problem.voice', { mb: MAX_PUBLIC_FILE_MB });
    case 'relation':
      return say('problem.choice');
    default:
      if (code === NOT_NOW) return say('problem.notNow');
      return retry === 'later' ? say('problem.moment') : html`<span lang="${SPANISH}">${message}</span>`;
  }
}
