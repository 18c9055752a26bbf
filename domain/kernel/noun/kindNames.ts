/** The names of the kinds of field. */
export type KindName =
  | 'text'
  | 'choice'
  | 'choices'
  | 'flag'
  | 'day'
  | 'instant'
  | 'money'
  | 'price'
  | 'quantity'
  | 'count'
  | 'share'
  | 'reference'
  | 'photos'
  | 'sound'
  | 'box'
  | 'parts';
