-- Figures of complaints (indicator 3.2.1, BR-51 to BR-57). What a figure reads of a complaint is how it stood on its cut-off day, never as
-- it stands now: an answer, a referral, the mark of a duplicate are there from their day on (docs/decisions/complaint-figures.md).

create function complaint_at(p_level integer, p_day date)
  returns table (id uuid, programme_id text, unit_id text, municipality_code text, alliance_id uuid, category text, channel text,
                 received_on date, due_on date, answered_on date, referred boolean, standing text, due boolean, note text)
  language sql stable as $$
  select s.*,
         -- Due on its thirtieth day, in term until that day is over.
         s.answered_on is not null or s.due_on <= p_day,
         case when s.referred then 'derivado, sin respuesta' when s.standing = 'late' then 'respondido fuera de plazo'
              when s.standing = 'overdue' then 'sin respuesta, fuera de plazo' when s.standing = 'open' then 'sin respuesta, en plazo' end
    from (
      select c.id, c.programme_id, c.unit_id, c.municipality_code, c.alliance_id, c.category, c.channel, c.received_on, c.due_on, a.answered_on,
             a.answered_on is null and coalesce(c.referred_on <= p_day, false) as referred,
             case when a.answered_on <= c.due_on then 'inTerm' when a.answered_on is not null then 'late'
                  when c.due_on < p_day then 'overdue' else 'open' end as standing
        from complaint c
        -- The first answer: one that was reopened keeps it, one that is not admitted has it, one sent elsewhere has none until somebody tells it.
        cross join lateral (select case when c.answered_on <= p_day then c.answered_on end as answered_on) a
       where p_level between 1 and 3 and c.received_on <= p_day
         and not exists (
           select from life_step d where d.noun = 'complaint' and d.subject_id = c.id and d.to_state = 'DUPLICADO' and d.reached_on <= p_day)) s
$$;
comment on function complaint_at(integer, date) is 'Complaints received up to a day as they stood on it, each once: answered in term, late, overdue without answer, or open within its term; whether it was sent elsewhere and waits. A complaint counts at every level from its registration.';

create index complaint_received_idx on complaint (received_on);

create table complaint_disclosure (
  programme_id text constraint complaint_disclosure_pkey primary key constraint complaint_disclosure_programme_fkey references programme (id),
  edition integer not null,
  state jsonb not null
);
comment on table complaint_disclosure is 'What the public has been shown of counts of complaints, and as of which edition, as family_disclosure says it of families. Counts alone. Derived: replaced at each publication.';

create table open_data.complaint_count (
  period text not null,
  dimension text not null,
  key text not null,
  label text not null,
  received bigint,
  in_term bigint,
  constraint complaint_count_pkey primary key (period, dimension, key)
);
comment on table open_data.complaint_count is 'Complaints received in each half-year and year: all (dimension "total"), how they stand, and by what they are about, department, unit and channel. Empty: fewer than the minimum, or one could work them out.';
