/**
 * Whether a remark waits for an answer, over the alias of `remark`: those addressed to somebody by name, and those said
 * from outside.
 */
export const waitsSql = (r: string): string => `(${r}.to_user_id is not null or ${r}.side = 'said')`;

/** Whether somebody answered the remark. */
export const answeredSql = (r: string): string =>
  `exists (select 1 from remark answer where answer.answers_id = ${r}.id)`;
