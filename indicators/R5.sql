-- R5: distinct families of organisations with a signed convenio; each counts once, under its first dated place.
with signed as (
  select g.alliance_id, min(g.signed_on) as signed_on, array_agg(g.id order by g.id) as sources
    from agreement_at(:level) g
   where g.signed_on <= :to
   group by g.alliance_id
), touched as (
  select distinct coalesce(f.merged_into, f.id) as family_id
    from organisation_member_at(:level) m
    join family f on f.id = m.family_id
    join alliance_root a on a.organisation_id = (select coalesce(o.merged_into, o.id) from organisation o where o.id = m.organisation_id)
   where :alliances::uuid[] is null or a.id = any(:alliances::uuid[])
), placed as (
  select m.id as member_version, t.family_id, m.representative_sex, coalesce(m.representative_id, f.holder_id) as person_id,
         a.id as alliance_id, a.unit_id, s.sources, greatest(coalesce(m.joined_on, s.signed_on), s.signed_on) as counts_on,
         row_number() over (partition by t.family_id order by greatest(coalesce(m.joined_on, s.signed_on), s.signed_on), s.signed_on, a.id, m.record_id) as place,
         row_number() over (partition by t.family_id, a.id order by coalesce(m.joined_on, s.signed_on), m.record_id) as again
    from organisation_member_at(:level) m
    join family f on f.id = m.family_id
    join touched t on t.family_id = coalesce(f.merged_into, f.id)
    join organisation o on o.id = m.organisation_id
    join alliance_root a on a.organisation_id = coalesce(o.merged_into, o.id) and a.programme_id = :programme
    join signed s on s.alliance_id = a.id
   where coalesce(m.joined_on, s.signed_on) <= :to
     and (m.left_on is null or m.left_on >= s.signed_on)
)
select p.family_id || ':' || p.alliance_id as thing, p.alliance_id, p.unit_id, x.municipality_code, x.model, x.product_code,
       p.representative_sex as sex,
       case when h.birth_date is null then null
            else :to::date >= h.birth_date + interval '18 years' and :to::date < h.birth_date + interval '29 years' end as young,
       h.indigenous, p.counts_on, true as due,
       case when p.place = 1 then 1 else 0 end as n, 0 as d, 0 as n0, 0 as d0,
       case when p.place > 1 then 'ya contado' end as note,
       array[p.member_version] || p.sources as sources
  from placed p
  left join person h on h.id = p.person_id
  left join alliance_profile_at(:level) x on x.record_id = p.alliance_id
 where p.again = 1 and (:alliances::uuid[] is null or p.alliance_id = any(:alliances::uuid[]))
