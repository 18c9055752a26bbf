/** The unit that serves each municipality on the day $1. */
export const SERVED = `served as materialized (
  select v.municipality_code, v.unit_code from municipality_unit v
    where v.valid_from <= $1::date and (v.valid_to is null or v.valid_to >= $1::date))`;
