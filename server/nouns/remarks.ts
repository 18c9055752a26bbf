/** What waits for an answer, over the alias of `remark`: what somebody was asked by name, and what was said from outside. */
export const waitsSql = (r: string): string => `(${r}.to_user_id is not null or ${r}.side = 'said')`;

/** Whether somebody answered it. */
export const answeredSql = (r: string): string =>
  `exists (select 1 from remark answer where answer.answers_id = ${r}.id)`;
